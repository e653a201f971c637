//! Screens drawn by hand, with where each arrow leads.

use super::drawing::{Part, screen, walk};
use super::{Detour, Direction, Memory, Node, Program, Rect, Sides, Tree, enter, enter_group, next, recover};

#[track_caller]
fn check(drawing: &str, parts: &[Part], walks: &[(char, &str, &str)]) {
    let tree = screen(drawing, parts);
    for (from, path, expected) in walks {
        assert_eq!(walk(&tree, *from, path), *expected, "from {from} by {path} in\n{drawing}");
    }
}

const RATING: &str = "
aaa.bbb.ccc.ddd.eee
aaa.bbb.ccc.ddd.eee
...................
xx.yy..............
";

fn rating_parts() -> [Part; 2] {
    [Part::new('R', Program::Row, "abcde").blocked(Sides::ROW_ENDS), Part::new('F', Program::Row, "xy").preferring('y')]
}

#[test]
fn left_and_right_move_in_a_strip_and_do_not_wrap() {
    check(RATING, &rating_parts(), &[('a', ">>>>>", "bcde*"), ('e', "<<<<<", "dcba*")]);
}

#[test]
fn up_and_down_leave_a_strip() {
    check(RATING, &rating_parts(), &[('d', "v", "y"), ('a', "v", "y"), ('y', "^", "b"), ('x', "^^", "a*")]);
}

#[test]
fn coming_back_to_a_strip_finds_the_tile_left() {
    // Down, sideways (which ends the chance to undo), up: d was focused last in the strip.
    check(RATING, &rating_parts(), &[('d', "v<^", "yxd")]);
}

#[test]
fn a_checked_tile_is_entered_before_the_one_left() {
    let parts = [Part::new('R', Program::Row, "abcde").preferring('b'), Part::new('F', Program::Row, "xy").preferring('y')];
    check(RATING, &parts, &[('d', "v<^", "yxb")]);
}

#[test]
fn next_is_reached_from_full_width_rows() {
    // The page on which two well-known algorithms never reach Next (here n).
    let drawing = "
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
..............................
bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
..............................
cccccccccccccccccccccccccccccc
..............................
xxxxx....................nnnnn
";
    let flat = [('c', "v>", "xn"), ('x', ">", "n"), ('n', "<^", "xc"), ('n', "^^v", "cbc")];
    check(drawing, &[], &flat);
    let actions = [Part::new('F', Program::Row, "xn").preferring('n')];
    check(drawing, &actions, &[('a', "vvv", "bcn"), ('n', "<>", "xn"), ('c', ">", "*")]);
}

#[test]
fn a_walk_keeps_its_column() {
    // From n up through a full-width row and down again: the row has two things below it, equally near.
    let drawing = "
aaaaaaaaaaaaaaaaaaa
bbbbbbbbbbbbbbbbbbb
xxxxx.........nnnnn
";
    check(drawing, &[], &[('n', "^^vv", "babn"), ('x', "^^vv", "babx")]);
}

#[test]
fn the_beam_goes_before_what_lies_aside() {
    let drawing = "
aaa........
...b.......
...........
...........
...........
ccc........
";
    check(drawing, &[], &[('a', "v", "c"), ('c', "^", "a")]);
}

#[test]
fn a_thing_aside_is_taken_when_the_beam_is_empty() {
    let drawing = "
aaa........
...........
......bbb..
";
    check(drawing, &[], &[('a', "v", "b"), ('a', ">", "b"), ('b', "<", "a"), ('b', "^", "a")]);
}

#[test]
fn uneven_cards_are_read_by_rows_and_columns() {
    let drawing = "
aaaaaaaaaa.bbbbbbb
aaaaaaaaaa.bbbbbbb
aaaaaaaaaa.......
aaaaaaaaaa.ccccccc
..................
ddd.eee.fff.ggg...
";
    check(
        drawing,
        &[],
        &[
            ('a', ">", "b"),
            ('a', "v", "e"),
            ('b', "v", "c"),
            ('c', "<", "a"),
            ('c', "v", "g"),
            ('g', "<<<", "fed"),
            ('f', "^", "a"),
            ('g', "^", "c"),
        ],
    );
}

#[test]
fn a_column_is_left_sideways() {
    let drawing = "
aaaaaaaa.....
bbbbbbbb...kk
cccccccc.....
";
    let parts = [Part::new('C', Program::Column, "abc")];
    check(drawing, &parts, &[('a', "vvv", "bc*"), ('b', "><", "kb"), ('a', ">", "k")]);
}

#[test]
fn a_list_entered_from_below_at_its_checked_option_can_be_walked() {
    let drawing = "
aaaaaaaa
bbbbbbbb
cccccccc
........
nn......
";
    let parts = [Part::new('C', Program::Column, "abc").preferring('a'), Part::new('F', Program::Row, "n")];
    // There and back and there again; then down is the option below, not the button a third time.
    check(drawing, &parts, &[('n', "^v^v", "anab"), ('n', "^v^vvv", "anabcn")]);
}

#[test]
fn nothing_leaves_a_closed_sheet() {
    let drawing = "
xxx..aaaa
xxx..bbbb
xxx..cccc
";
    let parts = [Part::new('S', Program::Column, "abc").blocked(Sides::ALL)];
    check(drawing, &parts, &[('a', "<", "*"), ('a', "^", "*"), ('c', "v", "*"), ('x', ">", "b")]);
}

#[test]
fn a_keyboard_has_no_holes() {
    let drawing = "
qq.ww.ee.rr.tt.yy.uu.ii.oo.pp
.aa.ss.dd.ff.gg.hh.jj.kk.ll..
11...zz.xx.cc.vv.bb.nn.mm.222
333.4444444444444444444.55555
";
    check(drawing, &[], &[('q', "vvv", "a13"), ('p', "vv", "25"), ('g', "vv", "v4"), ('4', "^", "c"), ('3', ">>", "45")]);
}

#[test]
fn a_group_that_wraps_starts_over() {
    let mut tree = Tree::new(super::Group { wraps: true, program: Program::Row, ..super::Group::new('#') });
    for (letter, x) in [('a', 0.0), ('b', 20.0), ('c', 40.0)] {
        tree.add(Tree::<char>::ROOT, Node::new(letter, Rect { x, y: 0.0, width: 10.0, height: 10.0 }));
    }
    assert_eq!(walk(&tree, 'a', ">>><"), "bcac");
}

#[test]
fn detours_go_before_geometry() {
    let rect = |x: f64| Rect { x, y: 0.0, width: 10.0, height: 10.0 };
    let mut tree = Tree::new(super::Group::new('#'));
    let detours = vec![(Direction::Right, Detour::To('c')), (Direction::Left, Detour::Stay), (Direction::Down, Detour::To('?'))];
    tree.add(Tree::<char>::ROOT, Node::new('z', rect(0.0)));
    tree.add(Tree::<char>::ROOT, Node { detours, ..Node::new('a', rect(20.0)) });
    tree.add(Tree::<char>::ROOT, Node::new('b', rect(40.0)));
    tree.add(Tree::<char>::ROOT, Node::new('c', rect(60.0)));
    assert_eq!(walk(&tree, 'a', ">"), "c");
    assert_eq!(walk(&tree, 'a', "<"), "*");
    assert_eq!(walk(&tree, 'a', "v"), "*", "a detour to what is gone is none");
}

#[test]
fn an_answer_in_between_ends_the_chance_to_undo() {
    let tree = screen("aaa.bb\n......\nx..yyy\n", &[]);
    let mut memory = Memory::default();
    enter(&tree, &'b', &mut memory);
    assert_eq!(next(&tree, &'b', Direction::Down, &mut memory), Some('y'));
    memory.forget_move();
    assert_eq!(next(&tree, &'y', Direction::Left, &mut memory), Some('x'));
    assert_eq!(next(&tree, &'x', Direction::Right, &mut memory), Some('y'));
}

#[test]
fn vanished_focus_goes_to_what_took_its_place() {
    let parts = || [Part::new('C', Program::Column, "abc"), Part::new('F', Program::Row, "xy").preferring('y')];
    let before = screen("aaa\nbbb\nccc\nx.y\n", &parts());
    let mut memory = Memory::default();
    enter(&before, &'b', &mut memory);
    // Same key, elsewhere.
    assert_eq!(recover(&screen("bbb\nccc\nx.y\n", &parts()), &mut memory), Some('b'));
    // Gone: the nearest of its group.
    enter(&before, &'c', &mut memory);
    assert_eq!(recover(&screen("aaa\nbbb\nx.y\n", &parts()), &mut memory), Some('b'));
    // Its group is gone: where the page is entered.
    assert_eq!(recover(&screen("x.y\n", &parts()), &mut memory), Some('y'));
    // Nothing at all.
    assert_eq!(recover(&screen(".\n", &parts()), &mut memory), None);
}

#[test]
fn a_group_is_entered_at_the_preferred_else_the_last_else_the_first() {
    let tree = screen(RATING, &rating_parts());
    let (ratings, actions) = (tree.find_group(&'R').unwrap(), tree.find_group(&'F').unwrap());
    let mut memory = Memory::default();
    assert_eq!(enter_group(&tree, ratings, &memory), Some('a'));
    enter(&tree, &'d', &mut memory);
    assert_eq!(enter_group(&tree, ratings, &memory), Some('d'));
    assert_eq!(enter_group(&tree, actions, &memory), Some('y'));
}

#[test]
fn a_bar_at_the_top_is_not_where_a_screen_is_entered() {
    let mut tree = Tree::new(super::Group::new('#'));
    let bar = tree.add_group(Tree::<char>::ROOT, super::Group { is_aside: true, ..super::Group::new('B') });
    tree.add(bar, Node::new('l', Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 }));
    assert_eq!(recover(&tree, &mut Memory::default()), Some('l'), "it is all there is");
    tree.add(Tree::<char>::ROOT, Node::new('a', Rect { x: 0.0, y: 20.0, width: 10.0, height: 10.0 }));
    assert_eq!(recover(&tree, &mut Memory::default()), Some('a'));
    assert_eq!(walk(&tree, 'a', "^v"), "la");
}

#[test]
fn a_screen_is_entered_at_its_first_group_though_a_button_below_is_preferred() {
    let tree = screen(RATING, &rating_parts());
    assert_eq!(recover(&tree, &mut Memory::default()), Some('a'));
}
