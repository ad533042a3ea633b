//! Files that are damaged, strange or written to harm.

use super::super::{Damage, Place, Reason, onde};
use super::*;

/// Reads one file of pupils beside a good file of schools.
fn pupils(content: &[u8]) -> Result<Read, FeedError> {
    let folder = Folder::new(&[
        ("E_Complet_1_EtabEducNat_0000.xml", file("2D", &[college()]).as_bytes()),
        ("E_Complet_1_Eleve_0000.xml", content),
    ]);
    read_aaf(folder.path())
}

fn damage_of(content: &[u8]) -> (u64, Damage) {
    match pupils(content) {
        Err(FeedError::Damaged { line, damage, file }) => {
            assert_eq!(&*file, "E_Complet_1_Eleve_0000.xml");
            (line, damage)
        }
        other => panic!("{other:?}"),
    }
}

fn named(name: &str) -> String {
    file("2D", &[pupil("1", &[])]).replace("MARTIN", name)
}

#[test]
fn a_truncated_file_is_refused_wherever_it_stops() {
    let whole = named("Noël");
    let end = whole.find("</ficAlimMENESR>").unwrap() + "</ficAlimMENESR>".len();
    for stop in
        (whole.find("<ficAlim").unwrap()..end).filter(|stop| stop % 7 == 0 || end - stop < 20)
    {
        let (line, damage) = damage_of(&whole.as_bytes()[..stop]);
        assert_eq!(damage, Damage::Truncated, "at {stop}");
        assert!(line > 5);
    }
    assert!(pupils(&whole.as_bytes()[..end]).is_ok());
}

#[test]
fn a_truncated_file_of_another_encoding_is_refused() {
    let whole = named("Noel").replace("UTF-8", "ISO-8859-15");
    for stop in [whole.len() / 2, whole.len() - 30] {
        assert_eq!(damage_of(&whole.as_bytes()[..stop]).1, Damage::Truncated);
    }
}

#[test]
fn what_cannot_be_read_says_where() {
    let place = |file: &str, line, column: Option<&str>| {
        Some(Place { file: file.into(), line, column: column.map(Into::into) })
    };
    let whole = named("x");
    let cut = pupils(&whole.as_bytes()[..whole.len() / 2]).unwrap_err();
    let (line, _) = damage_of(&whole.as_bytes()[..whole.len() / 2]);
    assert_eq!(cut.place(), place("E_Complet_1_Eleve_0000.xml", Some(line), None));
    let table = "Nom Elève;Prénom Elève;Classe\nMARTIN;Zoé;CP\n";
    let folder = Folder::new(&[("0860002K-eleves.csv", table.as_bytes())]);
    let lacking = onde::read(&[folder.path().into()], &Limits::default(), &mut |_| Ok(()));
    assert_eq!(
        lacking.unwrap_err().place(),
        place("0860002K-eleves.csv", None, Some("Date naissance"))
    );
    let archive = Folder::new(&[("a.zip", b"PK\x03\x04 and nothing more")]);
    let damaged = onde::read(&[archive.path().into()], &Limits::default(), &mut |_| Ok(()));
    assert_eq!(damaged.unwrap_err().place(), place("a.zip", None, None));
}

#[test]
fn encodings_are_read_as_declared() {
    let utf8 = named("Noël €");
    let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let without = utf8.replace(prolog, "");
    let mut with_bom = "\u{feff}".as_bytes().to_vec();
    with_bom.extend(without.as_bytes());
    let encode = |label: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let text = utf8.replace("UTF-8", label);
        encoding.encode(&text).0.into_owned()
    };
    let crlf = utf8.replace('\n', "\r\n");
    for content in [
        utf8.clone().into_bytes(),
        without.into_bytes(),
        with_bom,
        encode("ISO-8859-15"),
        encode("Windows-1252"),
        crlf.into_bytes(),
    ] {
        let read = pupils(&content).unwrap();
        assert_eq!(&*read.people[0].last_name, "Noël €");
        assert_eq!(read.rejects, []);
    }
    let latin1 = named("Noël").replace("UTF-8", "ISO-8859-1");
    let latin1: Vec<u8> = latin1.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(&*pupils(&latin1).unwrap().people[0].last_name, "Noël");
}

#[test]
fn a_false_encoding_is_refused() {
    let utf8 = named("Noël");
    let latin1: Vec<u8> = utf8.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(damage_of(&latin1).1, Damage::NotText("UTF-8"));
    assert_eq!(damage_of(named("NoÃ«l").as_bytes()).1, Damage::TwiceEncoded);
    assert_eq!(
        damage_of(utf8.replace("UTF-8", "EBCDIC").as_bytes()).1,
        Damage::Encoding("EBCDIC".into())
    );
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(utf8.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(damage_of(&utf16).1, Damage::Encoding("UTF-16".into()));
}

#[test]
fn entities_of_xml_and_html_are_read() {
    let read =
        pupils(named("D&apos;Aubign&eacute; &amp; fils &#233;&#xE9;<![CDATA[ & co]]>").as_bytes())
            .unwrap();
    assert_eq!(&*read.people[0].last_name, "D'Aubigné & fils éé & co");
}

#[test]
fn entities_are_never_declared() {
    let bomb = named("&lol2;").replace(
        "SYSTEM \"ficAlimMENESR.dtd\"",
        "[ <!ENTITY lol \"lol\"> <!ENTITY lol2 \"&lol;&lol;&lol;&lol;&lol;\"> ]",
    );
    assert_eq!(damage_of(bomb.as_bytes()), (2, Damage::InternalDtd));
    let read = pupils(named("&lol2;").as_bytes()).unwrap();
    assert_eq!(read.rejects[0].reason, Reason::UnknownEntity { name: "lol2".into() });
}

#[test]
fn nothing_may_be_endless() {
    for endless in [
        named(&"x".repeat(70_000)),
        named(&"x".repeat(2_000_000)),
        named("x")
            .replace("<attr name=\"sn\"", &format!("<attr name=\"{}\"", "x".repeat(2_000_000))),
        named("x").replace("<!-- degre", &format!("<!-- {} degre", "x".repeat(2_000_000))),
        named("x")
            .replace("<value>x</value>", &"<value>yyyyyyyyyyyyyyyyyyyyy</value>".repeat(60_000)),
    ] {
        assert!(matches!(damage_of(endless.as_bytes()).1, Damage::TooLong(_)), "{}", endless.len());
    }
}

#[test]
fn a_wrong_structure_is_refused() {
    let good = named("x");
    for (from, to) in [
        ("<identifier>", "<identifiant>"),
        ("</identifier>", "</attributes>"),
        ("<attributes>", "<attributes><attributes>"),
        ("<attr name=\"sn\">", "<attr>"),
        ("<attr name=\"sn\">", "<attr name=\"sn\">text"),
        ("<attributes>", "<value>a</value><attributes>"),
        ("</ficAlimMENESR>", "</ficAlimMENESR><ficAlimMENESR></ficAlimMENESR>"),
        ("ficAlimMENESR>", "autre>"),
        ("<value>x</value>", "<value><b>x</b></value>"),
        ("<value>x</value>", "<value>x & y</value>"),
    ] {
        let (_, damage) = damage_of(good.replace(from, to).as_bytes());
        assert!(matches!(damage, Damage::Unexpected { .. } | Damage::Xml(_)), "{to}: {damage:?}");
    }
    assert_eq!(damage_of(b"").1, Damage::Empty);
    assert_eq!(damage_of(b"<?xml version=\"1.0\"?>").1, Damage::Truncated);
}

#[test]
fn a_delta_alone_or_in_a_complete_export_is_refused() {
    for request in ["modifyRequest", "deleteRequest"] {
        let delta = named("x").replace("addRequest", request);
        assert_eq!(damage_of(delta.as_bytes()).1, Damage::Delta(request.into()));
    }
    let folder = Folder::new(&[("E_Delta_20260901_Eleve_0000.xml", named("x").as_bytes())]);
    let error = read_aaf(folder.path()).unwrap_err();
    assert!(
        error.to_string().starts_with("E_Delta_20260901_Eleve_0000.xml is a delta export"),
        "{error}"
    );
}

#[test]
fn attributes_may_be_written_otherwise() {
    let other = named("x").replace("<attr name=\"sn\">", "<attr\n  name = 'sn'  >");
    assert_eq!(&*pupils(other.as_bytes()).unwrap().people[0].last_name, "x");
}
