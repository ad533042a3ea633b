//! The directory of schools.

use kernel::Day;

use super::super::{Damage, Priority, Reason, SchoolKind, Sector, annuaire};
use super::*;

fn read(content: &[u8]) -> Result<Read, FeedError> {
    let folder = Folder::new(&[("schools.csv", content)]);
    collect(|sink| annuaire::read(&[folder.path().to_path_buf()], &Limits::default(), sink))
}

const OFFICIAL: &str = "\u{feff}Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;\
Adresse_1;Adresse_2;Code_postal;Code_commune;Nom_commune;Ecole_maternelle;Ecole_elementaire;Telephone;Mail;\
Appartenance_Education_Prioritaire;latitude;longitude;precision_localisation;date_ouverture;etat;Code_type_contrat_prive;\
Nombre_d_eleves;nom_circonscription\r\n\
0860002K;Collège des Bois;Collège;Public;1 rue des Lilas;BP 2;86000;86194;Poitiers;0;0;0549000000;ce.0860002k@example.org;\
REP+;46.5;0.3;Numéro de rue;1965-05-01;OUVERT;99;312;\r\n\
0860014Y;École du Pré;Ecole;Privé;;;86000;86194;Poitiers;1;1;;;;;;COMMUNE;2001-09-01;FERME;30;80;Poitiers Nord\r\n\
0860015Z;Inspection;Service Administratif;Public;;;;;;;;;;;;;;;OUVERT;99;;\r\n";

#[test]
fn the_published_columns_are_read() {
    let all = read(OFFICIAL.as_bytes()).unwrap();
    assert_eq!((all.summary.schools, all.summary.ignored, all.summary.rejected), (2, 1, 0));
    let [college, primary] = &all.schools[..] else { panic!("{:?}", all.schools) };
    assert_eq!(
        (college.uai, &*college.name, college.kind),
        (uai(COLLEGE), "Collège des Bois", SchoolKind::Middle)
    );
    assert_eq!(college.address.as_deref(), Some("1 rue des Lilas\nBP 2"));
    assert_eq!((college.pupils, college.priority), (Some(312), Some(Priority::RepPlus)));
    assert_eq!(
        (college.lat, college.lon, college.approximate_position),
        (Some(46.5), Some(0.3), false)
    );
    assert_eq!((college.opened, college.closed), (Day::new(1965, 5, 1), false));
    assert_eq!(
        (primary.kind, primary.sector),
        (SchoolKind::Primary, Some(Sector::PrivateContract))
    );
    assert!(primary.closed && primary.approximate_position);
    assert_eq!(primary.district.as_deref(), Some("Poitiers Nord"));
}

#[test]
fn the_same_in_lower_case_with_commas_in_latin1_is_the_same() {
    let text = OFFICIAL.trim_start_matches('\u{feff}').replace(';', ",");
    let (header, rows) = text.split_once('\n').unwrap();
    let text = format!("{}\n{rows}", header.to_lowercase());
    let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read(&latin1).unwrap().schools, read(OFFICIAL.as_bytes()).unwrap().schools);
}

#[test]
fn an_extract_has_short_names_and_years() {
    let text = "uai;type;sous_type;nom;secteur;code_insee;commune_nom;epci_nom;effectif_2021;effectif_2022;ips_2021;ips_2022;geo\n\
        0860002K;ECOLE;MATERNELLE;École Les Pins;privé hors contrat;86061;Charroux;CC des Bois;10;12;91,5;;centroïde commune\n";
    let all = read(text.as_bytes()).unwrap();
    let school = &all.schools[0];
    assert_eq!((school.kind, school.sector), (SchoolKind::Nursery, Some(Sector::PrivateFree)));
    assert_eq!(
        (school.pupils, school.ips, school.epci.as_deref()),
        (Some(12), Some(91.5), Some("CC des Bois"))
    );
    assert!(school.approximate_position);
}

#[test]
fn bad_lines_are_said_and_the_rest_is_read() {
    let text = "uai;type;nom;ouvert\n0860002A;COLLEGE;A;\n0860002K;COLLEGE;;\n0860002K;COLLEGE;A;31/02/2000\n\n\
        0860002K;COLLEGE;A;\n0860002K;COLLEGE;A;\n0860002K;COLLEGE;B;\n";
    let all = read(text.as_bytes()).unwrap();
    let reasons: Vec<_> =
        all.rejects.iter().map(|reject| (reject.line, reject.reason.clone())).collect();
    assert_eq!(
        reasons,
        [
            (2, Reason::BadUai { value: "0860002A".into() }),
            (3, Reason::MissingName),
            (4, Reason::BadDate { attribute: "date_ouverture".into(), value: "31/02/2000".into() }),
            (8, Reason::Duplicate),
        ]
    );
    assert_eq!(all.summary.schools, 1);
}

#[test]
fn what_is_not_a_directory_is_refused() {
    assert!(matches!(read(b"a;b\n1;2\n"), Err(FeedError::MissingColumn { column: "uai", .. })));
    assert!(matches!(read(b""), Err(FeedError::Damaged { damage: Damage::Empty, .. })));
    let endless = format!("uai;type;nom\n\"{}", "x".repeat(3 << 20));
    assert!(matches!(
        read(endless.as_bytes()),
        Err(FeedError::Damaged { damage: Damage::TooLong(_), .. })
    ));
}

#[test]
fn the_real_schools_of_a_department_are_read() {
    let shared = std::env::var_os("PREAU_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/vienne/etablissements_vienne.csv");
    if !path.exists() {
        assert!(std::env::var_os("CI").is_none(), "the shared data is missing");
        eprintln!("skipped: the shared data is not here");
        return;
    }
    let all = collect(|sink| annuaire::read(&[path], &Limits::default(), sink)).unwrap();
    assert_eq!((all.summary.schools, all.summary.ignored, all.summary.rejected), (289, 0, 0));
    let of = |kind| all.schools.iter().filter(|school| school.kind == kind).count();
    assert_eq!(
        (of(SchoolKind::Middle), of(SchoolKind::Nursery), of(SchoolKind::Elementary)),
        (52, 5, 31)
    );
    assert_eq!(of(SchoolKind::Primary), 201);
    let public = all.schools.iter().filter(|school| school.sector == Some(Sector::Public)).count();
    assert_eq!(public, 241);
}
