// A form as a person reads it: which option stands for which value, in which language.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from './program';

type Localized = string | Record<string, string>;
interface Choice { value: unknown; text?: Localized }
interface Element {
  type: string; name: string; inputType?: string; elements?: Element[]; choices?: unknown[]; rows?: unknown[]; columns?: unknown[];
  rateMin?: number; rateMax?: number; rateStep?: number; rateValues?: unknown[];
  showSelectAllItem?: boolean; selectToRankEnabled?: boolean; showOtherItem?: boolean; showNoneItem?: boolean; otherText?: Localized; noneText?: Localized;
}
export type Answers = Record<string, unknown>;

export class Form {
  readonly questions: Element[];

  private constructor(readonly file: string, readonly definition: { pages: { elements: Element[] }[] }) {
    const flatten = (elements: Element[]): Element[] => elements.flatMap((one) => (one.elements ? flatten(one.elements) : [one]));
    this.questions = flatten(definition.pages.flatMap((page) => page.elements));
  }

  static read(file: string): Form {
    const path = resolve(root, file);
    return new Form(path, JSON.parse(readFileSync(path, 'utf8')));
  }

  /** A form written into a test, as a file. */
  static write(definition: object): Form {
    const file = join(mkdtempSync(join(tmpdir(), 'tessera-form-')), 'form.json');
    writeFileSync(file, JSON.stringify(definition));
    return Form.read(file);
  }

  static sample(slug: string): Form {
    return Form.read(`crates/server/src/samples/${slug}.json`);
  }

  question(name: string): Element {
    const found = this.questions.find((one) => one.name === name);
    if (!found) throw new Error(`no question ${name}`);
    return found;
  }

  /** Which of its options stands for the value: the place in the order in which they are drawn. */
  option(name: string, value: unknown): number {
    const question = this.question(name);
    const at = values(question).findIndex((one) => one === value);
    if (at < 0) throw new Error(`${name} has no option ${JSON.stringify(value)}`);
    return at;
  }

  /** Rows and columns of a matrix, by their values in the order in which they are drawn. */
  table(name: string): { rows: unknown[]; columns: unknown[] } {
    const { rows, columns } = this.question(name);
    return { rows: items(rows), columns: items(columns) };
  }

  /** The words of that option. */
  label(name: string, value: unknown, language: string): string {
    const question = this.question(name);
    const found = choices(question).find((one) => one.value === value);
    return text(found?.text ?? String(value), language);
  }
}

function items(list: unknown[] = []): unknown[] {
  return list.map((one) => (typeof one === 'object' && one !== null ? (one as Choice).value : one));
}

function choices(question: Element): Choice[] {
  const own = (question.choices ?? []).map((one) => (typeof one === 'object' && one !== null ? (one as Choice) : { value: one }));
  const special: Choice[] = [];
  if (question.showNoneItem) special.push({ value: 'none', text: question.noneText });
  if (question.showOtherItem) special.push({ value: 'other', text: question.otherText });
  return [...own, ...special];
}

function values(question: Element): unknown[] {
  switch (question.type) {
    case 'boolean':
      return [true, false];
    case 'rating': {
      if (question.rateValues) return question.rateValues.map((one) => (typeof one === 'object' && one ? (one as Choice).value : one));
      const [min, max, step] = [question.rateMin ?? 1, question.rateMax ?? 5, question.rateStep ?? 1];
      return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, at) => min + at * step);
    }
    default:
      return [...(question.showSelectAllItem ? ['all'] : []), ...choices(question).map((one) => one.value)];
  }
}

function text(localized: Localized, language: string): string {
  return typeof localized === 'string' ? localized : (localized[language] ?? localized.default ?? localized.en ?? '');
}

const catalogs = new Map<string, Record<string, unknown>>();

/** A message of the interface, as the app shows it: `message('he', 'respond.next')`. */
export function message(language: string, key: string): string {
  let catalog = catalogs.get(language);
  if (!catalog) {
    catalog = JSON.parse(readFileSync(resolve(root, `locales/${language}.json`), 'utf8')) as Record<string, unknown>;
    catalogs.set(language, catalog);
  }
  const found = key.split('.').reduce<unknown>((group, name) => (group as Record<string, unknown> | undefined)?.[name], catalog);
  if (typeof found !== 'string') throw new Error(`locales/${language}.json has no text ${key}`);
  return found;
}
