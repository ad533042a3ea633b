//! Formulas: written between `\(` and `\)` as in TeX, shown as MathML, which browsers draw and
//! screen readers say. What is stored stays the text that was typed.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use pulldown_latex::{Event, Parser, Storage, mathml::push_mathml};

/// The longest formula, in characters.
const LONG: usize = 400;
const OPENS: &str = "\\(";
const CLOSES: &str = "\\)";

/// What a formula may be made of once drawn: presentation alone, no link, no style.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "math",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "mspace",
            "mfrac",
            "msqrt",
            "mroot",
            "msub",
            "msup",
            "msubsup",
            "munder",
            "mover",
            "munderover",
            "mtable",
            "mtr",
            "mtd",
            "mpadded",
        ]))
        .clean_content_tags(HashSet::from(["script", "style", "annotation"]))
        .generic_attributes(HashSet::from(["stretchy", "accent", "fence", "separator", "form"]))
        .add_tag_attributes("mi", ["mathvariant"])
        .add_tag_attributes("mfrac", ["linethickness"])
        .add_tag_attributes("mspace", ["width"]);
    builder
});

/// A clean text with its formulas drawn. One that cannot be read stays as it was typed.
pub(super) fn drawn(html: &str) -> Cow<'_, str> {
    if !html.contains(OPENS) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(at) = rest.find(OPENS) {
        let (before, formula) = (&rest[..at], &rest[at + OPENS.len()..]);
        out.push_str(before);
        let source = formula.find(CLOSES).map(|end| &formula[..end]);
        let math = source.filter(|_| !is_in_code(&out)).and_then(math);
        match (source, math) {
            (Some(source), Some(math)) => {
                out.push_str(&math);
                rest = &formula[source.len() + CLOSES.len()..];
            }
            _ => {
                out.push_str(OPENS);
                rest = formula;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_in_code(before: &str) -> bool {
    let opened = |name: &str| {
        before.matches(&format!("<{name}>")).count() > before.matches(&format!("</{name}>")).count()
    };
    opened("code") || opened("pre")
}

/// The MathML of a formula as it stands in a clean text.
fn math(escaped: &str) -> Option<String> {
    if escaped.contains('<') || escaped.chars().count() > LONG {
        return None;
    }
    let source = super::unescaped(escaped);
    let defines =
        ["\\def", "\\gdef", "\\let", "\\newcommand", "\\renewcommand", "\\providecommand"];
    if source.trim().is_empty() || defines.iter().any(|word| source.contains(word)) {
        return None;
    }
    let storage = Storage::new();
    let events: Vec<Event> = Parser::new(&source, &storage).collect::<Result<_, _>>().ok()?;
    let mut drawn = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut drawn, events, pulldown_latex::RenderConfig::default()).ok()?;
    let math = CLEANER.clean(&drawn).to_string();
    let label = ammonia::clean_text(source.trim());
    math.strip_prefix("<math>").map(|inside| format!("<math alttext=\"{label}\">{inside}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_drawn_where_it_stands() {
        let html = drawn("<p>On a \\(x^2\\) et \\(\\frac{1}{2}\\).</p>");
        assert!(html.starts_with("<p>On a <math alttext=\"x"), "{html}");
        for piece in ["<msup><mi>x</mi><mn>2</mn></msup>", "<mfrac>", ".</p>"] {
            assert!(html.contains(piece), "{html}");
        }
        assert!(drawn("<p>\\(a &lt; b\\)</p>").contains("&lt;</mo>"));
    }

    #[test]
    fn what_is_not_a_formula_stays_as_it_was_typed() {
        for text in [
            "<p>Sans formule (a) [b]</p>",
            "<p>\\(</p>",
            "<p>\\(\\)</p>",
            "<p>\\(x^\\)</p>",
            "<p>\\(\\frac{1}\\)</p>",
            "<p>\\(a <em>b</em>\\)</p>",
            "<p><code>\\(x\\)</code></p>",
            "<p>\\(\\def\\a{\\a\\a}\\a\\)</p>",
        ] {
            assert_eq!(drawn(text), text);
        }
        let long = format!("<p>\\({}\\)</p>", "x+".repeat(LONG));
        assert_eq!(drawn(&long), long);
    }

    #[test]
    fn a_formula_carries_nothing_but_signs() {
        for hostile in [
            "\\href{javascript:alert(1)}{x}",
            "\\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
            "\\class{x}{y}",
            "\\style{color:red}{y}",
            "\\color{red} x",
            "\\url{https://exemple.invalid}",
            "\\includegraphics{x}",
        ] {
            let html = drawn(&format!("<p>\\({hostile}\\)</p>")).into_owned();
            for wrong in ["<script", "href=", "style=", "class=", "<img", "<a "] {
                assert!(!html.contains(wrong), "{html}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_formula_breaks_the_page(source in "[a-z0-9{}\\\\^_&;<>\"'/=+ ()\\[\\]|.,!-]{0,60}") {
            let text = crate::rich::clean(&format!("<p>\\({}\\)</p>", ammonia::clean_text(&source)));
            let html = drawn(&text).into_owned();
            prop_assert!(!html.contains("<script") && !html.contains("style="));
        }

        #[test]
        fn no_command_breaks_the_page(words in prop::collection::vec(
            prop::sample::select(vec![
                "\\frac", "\\sqrt", "{", "}", "^", "_", "x", "2", "\\left(", "\\right)", "\\begin{matrix}",
                "\\end{matrix}", "&amp;", "\\\\", "\\sum", "\\int", "\\text{a}", "\\over", "\\hline", "\\limits",
                "[", "]", "'", "\\vec", "\\overline", "\\mathbb", "\\operatorname", "\\not", "\\kern", "1em",
            ]), 0..14)) {
            let text = format!("<p>\\({}\\)</p>", words.concat());
            prop_assert!(drawn(&text).ends_with("</p>"));
        }
    }
}
