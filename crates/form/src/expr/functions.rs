//! The functions expressions may call.

use std::cmp::Ordering;

use super::eval::Run;
use super::syntax::Id;
use super::value::Value;
use super::{dates, in_array, numbers};

macro_rules! functions {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A function by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Function { $($variant,)* Unknown }

        impl Function {
            /// The function of this name; case matters.
            pub(super) fn named(name: &str) -> Option<Self> {
                const ALL: &[Function] = &[$(Function::$variant),*];
                let place = crate::text::place_among(concat!($($name, " "),*), name)?;
                ALL.get(place).copied()
            }
        }
    };
}

functions! {
    Sum "sum", Min "min", Max "max", Avg "avg", Count "count", Round "round", Trunc "trunc",
    SumInArray "sumInArray", MinInArray "minInArray", MaxInArray "maxInArray", CountInArray "countInArray", AvgInArray "avgInArray",
    Iif "iif", GetDate "getDate", Age "age", DateDiff "dateDiff", DateAdd "dateAdd", DiffDays "diffDays",
    CurrentDate "currentDate", Today "today", Year "year", Month "month", Day "day", Weekday "weekday",
    GetYear "getYear", CurrentYear "currentYear",
    DisplayValue "displayValue", PropertyValue "propertyValue", GetComment "getComment",
    IsContainerReady "isContainerReady", IsDisplayMode "isDisplayMode", Substring "substring",
}

impl Function {
    /// Whether its first argument names an element.
    pub(super) fn looks_up(self) -> bool {
        matches!(self, Self::DisplayValue | Self::PropertyValue | Self::GetComment | Self::IsContainerReady)
    }

    /// Whether its value can change while its arguments and the answers of the elements it names do not.
    pub(super) fn is_volatile(self) -> bool {
        matches!(
            self,
            Self::Age
                | Self::CurrentDate
                | Self::Today
                | Self::Year
                | Self::Month
                | Self::Day
                | Self::Weekday
                | Self::CurrentYear
                | Self::PropertyValue
                | Self::IsContainerReady
                | Self::IsDisplayMode
        )
    }
}

/// The arguments of a call, evaluated as they are asked for.
#[derive(Clone, Copy)]
pub(super) struct Args<'r, 's, 'b> {
    pub(super) run: &'r Run<'s, 'b>,
    pub(super) ids: &'s [Id],
}

impl<'s> Args<'_, 's, '_> {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// An argument; undefined when it was left out.
    pub(super) fn get(&self, at: usize) -> Value<'s> {
        self.ids.get(at).map_or(Value::Undefined, |id| self.run.value(*id))
    }

    /// An argument that is there and means yes.
    pub(super) fn truthy(&self, at: usize) -> Option<Value<'s>> {
        Some(self.get(at)).filter(Value::is_truthy)
    }
}

pub(super) fn call<'s>(run: &Run<'s, '_>, function: Function, ids: &'s [Id]) -> Value<'s> {
    let args = Args { run, ids };
    match function {
        Function::Sum => numbers::sum(args),
        Function::Min => numbers::extreme(args, Ordering::Less),
        Function::Max => numbers::extreme(args, Ordering::Greater),
        Function::Avg => numbers::average(args),
        Function::Count => numbers::count(args),
        Function::Round => numbers::round(args),
        Function::Trunc => numbers::trunc(args),
        Function::SumInArray => in_array::sum(args),
        Function::MinInArray => in_array::extreme(args, Ordering::Less),
        Function::MaxInArray => in_array::extreme(args, Ordering::Greater),
        Function::CountInArray => in_array::count(args),
        Function::AvgInArray => in_array::average(args),
        Function::Iif if args.len() < 2 => Value::Null,
        Function::Iif => args.get(if args.get(0).is_truthy() { 1 } else { 2 }),
        Function::Substring => substring(args),
        Function::DisplayValue | Function::PropertyValue | Function::GetComment | Function::IsContainerReady | Function::IsDisplayMode => {
            of_survey(args, function)
        }
        Function::Unknown => {
            // Unknown functions still have their arguments computed, which counts and may fail.
            args.ids.iter().for_each(|id| drop(run.value(*id)));
            Value::Null
        }
        _ => dates::call(args, function),
    }
}

/// Functions that only a survey can answer.
fn of_survey<'s>(args: Args<'_, 's, '_>, function: Function) -> Value<'s> {
    let scope = args.run.scope;
    if function == Function::IsDisplayMode {
        return scope.is_display_mode().map_or(Value::Undefined, Value::Bool);
    }
    let Some(name) = args.truthy(0) else {
        return if function == Function::IsContainerReady { Value::Bool(false) } else { Value::Undefined };
    };
    let name = name.to_text();
    let second = args.get(1);
    match function {
        Function::DisplayValue => scope.display_value(&name, Some(&second).filter(|value| !value.is_empty())),
        Function::PropertyValue if args.len() == 2 && second.is_truthy() => scope.property_value(&name, &second.to_text()),
        Function::GetComment => scope.comment(&name, Some(&second).filter(|value| !value.is_none())),
        Function::IsContainerReady => Value::Bool(scope.is_container_ready(&name, Some(&second).filter(|_| args.len() > 1))),
        _ => Value::Undefined,
    }
}

/// `substring(text, start, end)`, counted in UTF-16 units; the bounds may be in either order.
fn substring<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let empty = Value::from("");
    let (Value::Text(text), start) = (args.get(0), args.get(1)) else {
        return empty;
    };
    if args.len() < 2 || start.numeric().is_none() {
        return empty;
    }
    let bound = |value: &Value<'_>| value.to_number().max(0.0) as usize;
    let end = args.get(2);
    let (start, end) = (bound(&start), if end.numeric().is_some() { bound(&end) } else { crate::text::units(&text) });
    Value::from(crate::text::substring(&text, start.min(end), start.max(end)))
}
