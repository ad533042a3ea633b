import { zip } from "./workbook.ts";

/*
 * What a territory of twenty schools receives in August, small and true: thirteen écoles by ONDE, four
 * collèges by SIECLE and STS, one école by AAF, a private collège by OneRoster, an école by a list.
 */

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** The number of a school, with its check letter. */
const uai = (number: number) => `${String(number).padStart(7, "0")}${LETTERS[number % 23]}`;

const FIRST = ["Aya", "Basile", "Chloé", "Driss", "Élise", "Farid", "Gaëlle", "Hugo", "Inaya", "Jules", "Kenza", "Léon"];
const LAST = ["Abgrall", "Bouvier", "Cissé", "Delmas", "Évrard", "Ferrand", "Gueye", "Humbert", "Izard", "Jaouen", "Kaci", "Lenoir"];

/** A school of the territory, by its place in the list. */
interface School {
  uai: string;
  name: string;
  kind: "ECOLE" | "COLLEGE";
  town: string;
}

const school = (number: number, name: string, kind: School["kind"], town: string): School => ({ uai: uai(number), name, kind, town });

const ECOLES = [
  "des Alouettes",
  "du Bief",
  "des Charmes",
  "de la Digue",
  "de l’Étang",
  "des Frênes",
  "du Gué",
  "des Hirondelles",
  "de l’Île",
  "du Jardin",
  "du Kiosque",
  "du Lavoir",
  "du Moulin",
].map((name, at) => school(990101 + at, `École ${name}`, "ECOLE", at % 2 ? "Boivre-la-Rivière" : "Saint-Aubin-les-Tilleuls"));

const COLLEGES = ["Anna-Marly", "Bory-Latour", "Camille-Claudel", "Denis-Diderot"].map((name, at) =>
  school(990121 + at, `Collège ${name}`, "COLLEGE", "Saint-Aubin-les-Tilleuls"),
);

const PRIVATE = school(990131, "Collège Sainte-Odile", "COLLEGE", "Boivre-la-Rivière");
const LISTED = school(990132, "École de la Source", "ECOLE", "Boivre-la-Rivière");
/** The one of the AAF export. */
const PRE_VERT: School = { uai: "0990002P", name: "École du Pré-Vert", kind: "ECOLE", town: "Saint-Aubin-les-Tilleuls" };

const ALL = [...ECOLES, ...COLLEGES, PRIVATE, LISTED, PRE_VERT];

/** A file to send. */
export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const csv = (name: string, rows: string[][], separator = ";"): Paper => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(lines(rows, separator)),
});

const lines = (rows: string[][], separator = ";") => rows.map((row) => row.join(separator) + "\r\n").join("");

const archive = (name: string, files: [string, string | Buffer][]): Paper => ({ name, mimeType: "application/zip", buffer: zip(files) });

/** The open directory: the twenty schools. */
export const twenty = () =>
  csv("annuaire.csv", [
    "uai;type;sous_type;nom;secteur;code_insee;commune_nom;epci_nom;adresse;code_postal;lat;lon;effectif_2026;education_prioritaire;circonscription;etat;ouvert".split(";"),
    ...ALL.map((one, at) => [
      one.uai,
      one.kind,
      one.kind === "ECOLE" ? "ELEMENTAIRE" : "COLLEGE",
      one.name,
      one === PRIVATE ? "prive" : "public",
      "99001",
      one.town,
      "CC du Val-de-Boivre",
      `${at + 1} rue des Tilleuls`,
      "99100",
      "46.58",
      "0.34",
      "120",
      "",
      "",
      "OUVERT",
      "1972-09-01",
    ]),
  ]);

/* The registers of the écoles (ONDE): six pupils each, in two classes. */

interface Register {
  pupils: string[][];
  guardians: string[][];
  staff: string[][];
}

const PUPILS = ["Nom de famille élève", "Nom d'usage élève", "Prénom élève", "Né(e) le", "INE", "Niveau", "Identifiant classe", "Libellé classe", "État"];
const OLDER = ["Nom Elève", "Nom d'usage Elève", "Prénom Elève", "Date naissance", "Sexe", "Niveau", "Classe"];
const GUARDIANS = "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;Téléphone travail;Numéro de poste;Téléphone portable;Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants".split(";");
const STAFF = "Civilité;Nom usage;Nom;Prénom;Adresse;CP;Commune;Pays;Courriel;Téléphone domicile;Téléphone portable;Directeur;Classe".split(";");

const isOlder = (at: number) => at % 4 === 3;

function register(at: number): Register {
  const pupils: string[][] = [[...(isOlder(at) ? OLDER : PUPILS)]];
  const guardians: string[][] = [[...GUARDIANS]];
  for (let n = 0; n < 6; n++) {
    const [last, first] = [`${LAST[n]}-${LAST[at % 12]}`, FIRST[(at + n) % 12]!];
    const level = n < 3 ? "CP" : "CE1";
    const [year, day] = [n < 3 ? 2020 : 2019, String(10 + n)];
    const born = isOlder(at) ? `${year}-05-${day}` : `${day}/05/${year}`;
    const ine = `${String(100_000_000 + at * 100 + n)}AB`;
    pupils.push(isOlder(at) ? [last, "", first, born, "F", level, level] : [last, "", first, born, ine, level, n < 3 ? "1" : "2", level, "Inscrit"]);
    const mail = `${FIRST[n]}.${LAST[n]}.${at}@exemple.invalid`.toLowerCase().normalize("NFD").replace(/[̀-ͯ]/g, "");
    guardians.push(["MME", "", last, FIRST[(at + n + 5) % 12]!, "", "", "", "", mail, "", "", "", "", "", last, first, level]);
  }
  const staff = [
    STAFF,
    ["MME", "", `Directrice-${LAST[at % 12]}`, "Maud", "", "", "", "", `direction.${at}@exemple.invalid`, "", "", "O", "CP"],
    ["M.", "", `Maître-${LAST[at % 12]}`, "Yann", "", "", "", "", "", "", "", "", "CE1"],
  ];
  return { pupils, guardians, staff };
}

/** What may happen to one of the registers on the way. */
type Harm = (register: Register) => void;

const encoded = (rows: string[][], at: number) => (isOlder(at) ? Buffer.from(lines(rows), "latin1") : Buffer.from(lines(rows)));

function registers(harm: Harm = () => {}, files: (files: [string, string | Buffer][]) => void = () => {}) {
  const all = ECOLES.flatMap((one, at): [string, string | Buffer][] => {
    const its = register(at);
    if (at === 2) harm(its);
    return [
      [`${one.uai}/${one.uai}-eleves.csv`, encoded(its.pupils, at)],
      [`${one.uai}/${one.uai}-responsables.csv`, encoded(its.guardians, at)],
      [`${one.uai}/${one.uai}-enseignants.csv`, encoded(its.staff, at)],
    ];
  });
  files(all);
  return archive("onde.zip", all);
}

/** The file of the école that something happened to. */
export const HARMED = (which: "eleves" | "responsables") => `onde.zip!${ECOLES[2]!.uai}/${ECOLES[2]!.uai}-${which}.csv`;

/** A pupil of that école, whose first name its head corrects. */
export const CORRECTED = {
  school: ECOLES[2]!.name,
  head: `Directrice-${LAST[2]}`,
  pupil: `${FIRST[2]} ${LAST[0]}-${LAST[2]}`,
  first: "Cloé",
  respelled: "Chloée",
};

export const onde = {
  whole: () => registers(),
  /** Opened in a spreadsheet on the way, and saved in another encoding than it was. */
  twiceEncoded: () =>
    registers(() => {}, (files) => {
      const one = files.find(([name]) => name.endsWith(HARMED("eleves").split("!")[1]!))!;
      one[1] = Buffer.from((one[1] as Buffer).toString("latin1"));
    }),
  withoutBirths: () => registers(({ pupils }) => pupils.forEach((row) => row.splice(3, 1))),
  /** A mother whose child is in no class. */
  withStranger: () => registers(({ guardians }) => (guardians[3]![15] = "Oscar")),
  /** The first name that the head corrected, written in a third way. */
  respelled: () =>
    registers(({ pupils, guardians }) => {
      pupils[1]![2] = CORRECTED.respelled;
      guardians[1]![15] = CORRECTED.respelled;
    }),
  /** The number of a school that does not exist, in the name of its files. */
  ofNowhere: () =>
    registers(() => {}, (files) => {
      for (const one of files.filter(([name]) => name.includes(ECOLES[2]!.uai))) one[0] = one[0].replaceAll(ECOLES[2]!.uai, "0990103Q");
    }),
  /** An archive that would write beside where it is opened. */
  climbing: (name: string) => registers(() => {}, (files) => (files[0]![0] = `../../../${name}/${ECOLES[0]!.uai}-eleves.csv`)),
};

/* The collèges: SIECLE for pupils and guardians, STS for staff. */

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/** Forty-eight pupils in the first collège, six in the others; the first has a mother of the Pré-Vert, twice. */
function siecle(one: School, at: number, classes: string[]): [string, string][] {
  const pupils = Array.from({ length: at === 0 ? 48 : 6 }, (_, n) => ({
    id: 100 + n,
    last: `${LAST[n % 12]}-${["Roy", "Lang", "Moal", "Petit"][Math.floor(n / 12)]}-${at}`,
    first: FIRST[(n + at) % 12],
    class: n % 2 ? "6B" : "6A",
  })).filter((pupil) => classes.includes(pupil.class));
  const guardians = pupils.map((pupil) => ({ id: pupil.id + 500, last: pupil.last, first: FIRST[(pupil.id + 3) % 12]!, mail: "", mobile: "" }));
  if (at === 0)
    for (const guardian of guardians.filter(({ id }) => id === 600 || id === 602)) {
      Object.assign(guardian, { last: "Moreau", first: "Nadia", mail: "nadia.moreau@exemple.invalid", mobile: "06 39 98 00 00" });
    }
  const eleves = `${PROLOG}
<BEE_ELEVES VERSION="2.1">
<PARAMETRES><UAJ>${one.uai}</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES>
<DONNEES><ELEVES>
${pupils.map((pupil) => `<ELEVE ELEVE_ID="${pupil.id}" ELENOET="${pupil.id}"><NOM_DE_FAMILLE>${pupil.last}</NOM_DE_FAMILLE><PRENOM>${pupil.first}</PRENOM><DATE_NAISS>12/03/2014</DATE_NAISS><CODE_MEF>10010012110</CODE_MEF></ELEVE>`).join("\n")}
</ELEVES><STRUCTURES>
${pupils.map((pupil) => `<STRUCTURES_ELEVE ELEVE_ID="${pupil.id}"><STRUCTURE><CODE_STRUCTURE>${pupil.class}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`).join("\n")}
</STRUCTURES></DONNEES></BEE_ELEVES>
`;
  const responsables = `${PROLOG}
<BEE_RESPONSABLES VERSION="2.1">
<PARAMETRES><UAJ>${one.uai}</UAJ></PARAMETRES>
<DONNEES><PERSONNES>
${guardians.map((guardian) => `<PERSONNE PERSONNE_ID="${guardian.id}"><NOM_DE_FAMILLE>${guardian.last}</NOM_DE_FAMILLE><PRENOM>${guardian.first}</PRENOM><LC_CIVILITE>MME</LC_CIVILITE><TEL_PORTABLE>${guardian.mobile}</TEL_PORTABLE><MEL>${guardian.mail}</MEL></PERSONNE>`).join("\n")}
</PERSONNES><RESPONSABLES>
${pupils.map((pupil) => `<RESPONSABLE_ELEVE><ELEVE_ID>${pupil.id}</ELEVE_ID><PERSONNE_ID>${pupil.id + 500}</PERSONNE_ID><CODE_PARENTE>10</CODE_PARENTE><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE></RESPONSABLE_ELEVE>`).join("\n")}
</RESPONSABLES></DONNEES></BEE_RESPONSABLES>
`;
  return [
    [`${one.uai}/ElevesAvecAdresses.xml`, eleves],
    [`${one.uai}/ResponsablesAvecAdresses.xml`, responsables],
  ];
}

const colleges = (change: (files: [string, string][]) => void = () => {}, classes = ["6A", "6B"]) => {
  const files = COLLEGES.flatMap((one, at) => siecle(one, at, at === 0 ? classes : ["6A", "6B"]));
  change(files);
  return archive("siecle.zip", files);
};

export const bee = {
  whole: () => colleges(),
  /** Half of a file of pupils is missing. */
  cut: () => colleges((files) => (files[2]![1] = files[2]![1].slice(0, files[2]![1].length / 2))),
  /** One class of the first collège, where there were two. */
  halved: () => colleges(() => {}, ["6A"]),
};

export const CUT = `siecle.zip!${COLLEGES[1]!.uai}/ElevesAvecAdresses.xml`;
export const HALVED = COLLEGES[0]!.name;

/** The staff of the collèges. */
export const sts = () =>
  archive(
    "sts.zip",
    COLLEGES.map((one, at) => [
      `sts_emp_${one.uai}_2026.xml`,
      `${PROLOG}
<STS_EDT>
<PARAMETRES><UAJ CODE="${one.uai}"><SIGLE>CLG</SIGLE><DENOM_PRINC>COLLEGE</DENOM_PRINC><DENOM_COMPL>${one.name.toUpperCase()}</DENOM_COMPL></UAJ></PARAMETRES>
<NOMENCLATURES><MATIERES><MATIERE CODE="020700"><LIBELLE_EDITION>Français</LIBELLE_EDITION></MATIERE></MATIERES></NOMENCLATURES>
<DONNEES><INDIVIDUS>
<INDIVIDU ID="41" TYPE="epp"><NOM_USAGE>PRINCIPALE ${at}</NOM_USAGE><PRENOM>Odile</PRENOM><CIVILITE>2</CIVILITE><FONCTION>DIR</FONCTION></INDIVIDU>
<INDIVIDU ID="42" TYPE="epp"><NOM_USAGE>LETTRES ${at}</NOM_USAGE><PRENOM>Marc</PRENOM><CIVILITE>1</CIVILITE><FONCTION>ENS</FONCTION></INDIVIDU>
</INDIVIDUS>
<STRUCTURE><DIVISIONS>${["6A", "6B"].map((code) => `<DIVISION CODE="${code}"><SERVICES><SERVICE CODE_MATIERE="020700" CODE_MOD_COURS="CG"><ENSEIGNANTS><ENSEIGNANT ID="42" TYPE="epp"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION>`).join("")}</DIVISIONS></STRUCTURE>
</DONNEES></STS_EDT>
`,
    ]),
  );

/* The private collège: OneRoster, in which a class is named that is nowhere. */

function roster(change: (tables: Record<string, string[][]>) => void = () => {}) {
  const pupils = [0, 1, 2, 3].map((n) => ({ id: `p${n}`, last: `${LAST[n]}-Odile`, first: FIRST[n]! }));
  const tables: Record<string, string[][]> = {
    manifest: [
      ["propertyName", "value"],
      ["manifest.version", "1.0"],
      ["oneroster.version", "1.2"],
      ...["academicSessions", "classes", "courses", "enrollments", "orgs", "roles", "users", "demographics"].map((name) => [`file.${name}`, "bulk"]),
      ["source.systemCode", "odile.example"],
    ],
    orgs: [
      ["sourcedId", "status", "dateLastModified", "name", "type", "identifier"],
      ["o", "", "", PRIVATE.name, "school", PRIVATE.uai],
    ],
    academicSessions: [
      ["sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate"],
      ["y", "", "", "2026-2027", "schoolYear", "2026-09-01", "2027-08-31"],
    ],
    courses: [
      ["sourcedId", "status", "dateLastModified", "title"],
      ["c", "", "", "Vie de classe"],
    ],
    classes: [
      ["sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"],
      ["k", "", "", "6e Odile", "06", "c", "homeroom", "o", "y"],
    ],
    users: [
      ["sourcedId", "status", "dateLastModified", "enabledUser", "givenName", "familyName", "email", "agentSourcedIds"],
      ["t", "", "", "true", "Berthe", "Odile", "", ""],
      ...pupils.flatMap(({ id, last, first }) => [
        [id, "", "", "true", first, last, "", `g${id}`],
        [`g${id}`, "", "", "true", "Rose", last, `rose.${id}@exemple.invalid`, ""],
      ]),
    ],
    roles: [
      ["sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "orgSourcedId"],
      ["rt", "", "", "t", "primary", "teacher", "o"],
      ...pupils.flatMap(({ id }) => [
        [`r${id}`, "", "", id, "primary", "student", "o"],
        [`rg${id}`, "", "", `g${id}`, "primary", "parent", "o"],
      ]),
    ],
    enrollments: [
      ["sourcedId", "status", "dateLastModified", "classSourcedId", "userSourcedId", "role"],
      ["et", "", "", "k", "t", "teacher"],
      ...pupils.map(({ id }) => [`e${id}`, "", "", "k", id, "student"]),
    ],
    demographics: [["sourcedId", "status", "dateLastModified", "birthDate"], ...pupils.map(({ id }) => [id, "", "", "2014-04-02"])],
  };
  change(tables);
  return archive("oneroster.zip", Object.entries(tables).map(([name, rows]) => [`${name}.csv`, lines(rows, ",")]));
}

export const oneroster = {
  whole: () => roster(),
  dangling: () => roster(({ enrollments }) => (enrollments![3]![3] = "k9")),
};

/* The école that keeps a list of its own. */

export const list = () =>
  csv(`${LISTED.uai}-liste.csv`, [
    ["Nom", "Prénom", "Né(e) le", "Classe", "Niveau", "Nom resp. légal 1", "Prénom resp. légal 1", "Mail resp. légal 1"],
    ...[0, 1, 2].map((n) => [`${LAST[n]}-Source`, FIRST[n]!, `0${n + 1}/06/2020`, "CP", "CP", `${LAST[n]}-Source`, "Paul", `paul.${n}@exemple.invalid`]),
  ]);
