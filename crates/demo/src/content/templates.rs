//! Lessons around a step of a sequence: opening it, practising, closing it.

use crate::activity::WorkKind;
use crate::rng::Rng;
use crate::subjects::Subject;

/// Where a lesson stands in its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Before the main lesson.
    Opening,
    /// The lesson told by the content itself.
    Main,
    /// Exercises, documents, trials.
    Practice,
    /// The last lesson of the step.
    Closing,
}

/// A family of subjects, which share ways of working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Text,
    Calculation,
    Language,
    Experiment,
    Body,
    Little,
    Ecole,
}

const fn style(subject: Subject) -> Style {
    match subject {
        Subject::Maths | Subject::Support => Style::Calculation,
        Subject::English | Subject::Spanish | Subject::German | Subject::Latin => Style::Language,
        Subject::Biology | Subject::Physics | Subject::Sciences | Subject::Technology => {
            Style::Experiment
        }
        Subject::Sport | Subject::Art | Subject::Music => Style::Body,
        Subject::Speech => Style::Little,
        Subject::French | Subject::History | Subject::Civics => Style::Text,
        _ => Style::Ecole,
    }
}

/// Suffix of the title and body of a lesson; `{t}` is the title of the step.
/// Turns follow each other, so that two lessons in a row differ.
#[must_use]
pub(crate) fn around(subject: Subject, phase: Phase, turn: usize) -> (&'static str, &'static str) {
    let list = match (phase, style(subject)) {
        (Phase::Opening, Style::Language) => OPENING_LANGUAGE,
        (Phase::Opening, Style::Experiment) => OPENING_EXPERIMENT,
        (Phase::Opening, Style::Ecole | Style::Little) => OPENING_ECOLE,
        (Phase::Opening, Style::Body) => OPENING_BODY,
        (Phase::Opening, _) => OPENING,
        (Phase::Closing, Style::Ecole | Style::Little) => CLOSING_ECOLE,
        (Phase::Closing, Style::Body) => CLOSING_BODY,
        (Phase::Closing, _) => CLOSING,
        (_, Style::Text) => PRACTICE_TEXT,
        (_, Style::Calculation) => PRACTICE_CALCULATION,
        (_, Style::Language) => PRACTICE_LANGUAGE,
        (_, Style::Experiment) => PRACTICE_EXPERIMENT,
        (_, Style::Body) => PRACTICE_BODY,
        (_, Style::Ecole | Style::Little) => PRACTICE_ECOLE,
    };
    list[turn % list.len()]
}

/// Work given outside the main lesson: kind, title, instructions, minutes.
/// `{t}` is the title of the step, `{p}` a page, `{a}` and `{b}` numbers.
pub(crate) type Routine = (WorkKind, &'static str, &'static str, u16);

/// A work given in passing.
#[must_use]
pub(crate) fn routine(subject: Subject, kind: WorkKind, rng: &mut Rng) -> Routine {
    let list = match (kind, style(subject)) {
        (WorkKind::Learn, Style::Ecole | Style::Little) => LEARN_ECOLE,
        (WorkKind::Learn, _) => LEARN,
        (WorkKind::Bring, _) => BRING,
        (_, Style::Text) => EXERCISE_TEXT,
        (_, Style::Calculation) => EXERCISE_CALCULATION,
        (_, Style::Language) => EXERCISE_LANGUAGE,
        (_, Style::Experiment) => EXERCISE_EXPERIMENT,
        (_, Style::Body) => EXERCISE_BODY,
        (_, Style::Ecole | Style::Little) => EXERCISE_ECOLE,
    };
    let (title, instructions, minutes) = rng.pick(list);
    (kind, title, instructions, minutes)
}

type Told = (&'static str, &'static str);
type Asked = (&'static str, &'static str, u16);

const OPENING: &[Told] = &[
    (
        "on commence",
        "<p>Ouverture : <em>{t}</em>. Nous avons d’abord noté ce que la classe sait déjà, puis les questions que l’on se pose.</p><p>Les questions restent affichées : nous y répondrons au fil des cours.</p>",
    ),
    (
        "première approche",
        "<p>Retour sur le travail précédent, puis découverte : <em>{t}</em>. Recherche individuelle de dix minutes, mise en commun au tableau.</p>",
    ),
    (
        "activité de découverte",
        "<p>Activité de découverte en groupes de quatre. Chaque groupe a présenté sa piste ; nous n’avons pas encore tranché.</p><p><strong>À retenir :</strong> une erreur bien expliquée vaut une bonne réponse.</p>",
    ),
    (
        "se poser des questions",
        "<p>À partir d’un document projeté, nous avons formulé des hypothèses sur « {t} ». Le vocabulaire nouveau est dans le cahier.</p>",
    ),
];

const OPENING_LANGUAGE: &[Told] = &[
    (
        "warming up",
        "<p>Rituel de début : date, météo et humeur du jour. Découverte du thème « {t} » à partir d’une image, chacun a proposé une phrase.</p>",
    ),
    (
        "vocabulaire",
        "<p>Brise-glace, puis vocabulaire du thème « {t} » par le geste et l’image. Répétition collective, puis jeu de Kim.</p>",
    ),
    (
        "écoute",
        "<p>Première écoute d’un document audio : qui, où, quand ? Nous avons comparé nos notes avant la deuxième écoute.</p>",
    ),
];

const OPENING_EXPERIMENT: &[Told] = &[
    (
        "une question",
        "<p>Situation de départ pour « {t} » : observation, étonnement, question. Chacun a écrit son hypothèse avant d’en discuter.</p>",
    ),
    (
        "imaginer un protocole",
        "<p>Nous avons cherché comment vérifier nos hypothèses : liste du matériel, ce que l’on change, ce que l’on garde pareil.</p>",
    ),
];

const OPENING_ECOLE: &[Told] = &[
    (
        "on découvre",
        "<p>Nous avons commencé : <em>{t}</em>. Chacun a dit ce qu’il savait déjà, puis nous avons manipulé.</p>",
    ),
    (
        "on cherche",
        "<p>Petit problème du jour pour entrer dans « {t} ». Recherche seul, puis à deux ; trois élèves ont expliqué au tableau.</p>",
    ),
    (
        "on se rappelle",
        "<p>Rappel de ce que nous avions appris, avec l’ardoise. Puis une nouvelle question a été posée : nous y reviendrons.</p>",
    ),
];

const OPENING_BODY: &[Told] = &[
    (
        "essais",
        "<p>Échauffement, puis essais libres. Nous avons observé ce qui marche et mis des mots dessus.</p>",
    ),
    (
        "repères",
        "<p>Présentation du projet de la séquence et des repères de réussite. Premiers essais par groupes.</p>",
    ),
];

const PRACTICE_TEXT: &[Told] = &[
    (
        "étude de document",
        "<p>Étude d’un document : nature, auteur, idée principale. Réponses rédigées à deux, puis reprise collective.</p><ul><li>citer entre guillemets ;</li><li>expliquer avec ses mots ;</li><li>relier au cours.</li></ul>",
    ),
    (
        "travail en groupes",
        "<p>Quatre groupes, quatre documents sur « {t} ». Chaque groupe a préparé une présentation de deux minutes.</p>",
    ),
    (
        "correction et méthode",
        "<p>Correction du travail à la maison. Point de méthode : construire une réponse en trois temps. Chacun a amélioré sa copie.</p>",
    ),
    (
        "trace écrite",
        "<p>Rédaction de la trace écrite à partir des mots-clés proposés par la classe. Schéma bilan collé dans le cahier.</p>",
    ),
    (
        "atelier d’écriture",
        "<p>Atelier : écrire, lire à son voisin, réécrire. Trois textes ont été lus, avec un point fort et un conseil.</p>",
    ),
    (
        "entraînement",
        "<p>Entraînement en autonomie, deux niveaux au choix. Les élèves qui avaient terminé ont aidé un camarade.</p>",
    ),
];

const PRACTICE_CALCULATION: &[Told] = &[
    (
        "exercices",
        "<p>Questions flash, puis exercices d’application en autonomie. Correction par les élèves au tableau, deux méthodes comparées.</p>",
    ),
    (
        "correction",
        "<p>Correction détaillée des exercices. Les erreurs les plus fréquentes ont été expliquées, sans nommer personne.</p>",
    ),
    (
        "problèmes",
        "<p>Résolution de problèmes sur « {t} » par groupes de trois : chercher, rédiger, vérifier. Une affiche par groupe.</p>",
    ),
    (
        "plan de travail",
        "<p>Séance de plan de travail : chacun avance à son rythme, aide du professeur par petits groupes.</p>",
    ),
    (
        "sur ordinateur",
        "<p>Travail en salle informatique : figure dynamique ou tableur selon les groupes. Capture d’écran collée dans le cahier.</p>",
    ),
    (
        "trace écrite",
        "<p>Mise au point de la leçon : définition, propriété, exemple rédigé. <strong>À connaître</strong> pour la suite.</p>",
    ),
];

const PRACTICE_LANGUAGE: &[Told] = &[
    (
        "oral",
        "<p>Rebrassage du vocabulaire, puis dialogues par deux. Les binômes volontaires sont passés devant la classe.</p>",
    ),
    (
        "compréhension",
        "<p>Lecture d’un texte court en lien avec « {t} » : repérage, hypothèses, preuves dans le texte.</p>",
    ),
    (
        "grammaire en contexte",
        "<p>À partir d’exemples, nous avons construit la règle, puis fait le jeu des étiquettes et trois exercices.</p>",
    ),
    (
        "projet",
        "<p>Avancée de la tâche finale : plan, lexique utile, répétition. Conseils de prononciation individuels.</p>",
    ),
    (
        "jeu de rôle",
        "<p>Jeu de rôle en petits groupes, puis retour : une réussite et un point à travailler par élève.</p>",
    ),
];

const PRACTICE_EXPERIMENT: &[Told] = &[
    (
        "expérience",
        "<p>Réalisation de l’expérience par binômes, en respectant les consignes de sécurité. Relevé des mesures dans le tableau.</p>",
    ),
    (
        "exploitation",
        "<p>Exploitation des résultats : graphique, lecture, interprétation. Nous avons discuté d’une mesure inattendue.</p>",
    ),
    (
        "bilan",
        "<p>Construction du schéma bilan de « {t} » avec les mots-clés. Chacun l’a recopié et colorié.</p>",
    ),
    (
        "documents",
        "<p>Étude de trois documents pour valider ou non l’hypothèse. Rédaction d’une conclusion : je vois que, je sais que, j’en conclus que.</p>",
    ),
    (
        "exercices",
        "<p>Correction, puis exercices de réinvestissement à deux niveaux. Auto-évaluation à la fin de l’heure.</p>",
    ),
];

const PRACTICE_BODY: &[Told] = &[
    (
        "entraînement",
        "<p>Échauffement en autonomie, ateliers tournants, puis mise en situation. Chacun a choisi son objectif.</p>",
    ),
    (
        "recherche",
        "<p>Temps de recherche en petits groupes, échanges, reprise. Les progrès ont été notés sur la fiche.</p>",
    ),
    (
        "observation",
        "<p>Un élève agit, un élève observe avec la grille, puis l’on échange les rôles. Conseils formulés avec bienveillance.</p>",
    ),
];

const PRACTICE_ECOLE: &[Told] = &[
    (
        "on s’entraîne",
        "<p>Entraînement sur le cahier du jour, avec deux niveaux d’exercices. Correction collective au tableau.</p>",
    ),
    (
        "ateliers",
        "<p>Quatre ateliers tournants autour de « {t} » : avec le maître ou la maîtresse, en autonomie, en jeu et sur tablette.</p>",
    ),
    (
        "à deux",
        "<p>Travail en tutorat : un élève explique, l’autre fait, puis l’on change. Beaucoup d’entraide ce matin.</p>",
    ),
    (
        "jeu",
        "<p>Jeu collectif pour réviser, puis exercice court sur l’ardoise. Les stratégies ont été affichées.</p>",
    ),
    (
        "la leçon",
        "<p>Nous avons écrit ensemble la leçon sur « {t} » et collé l’affichette dans le porte-vues.</p>",
    ),
];

const CLOSING: &[Told] = &[
    (
        "évaluation",
        "<p>Évaluation en classe (45 minutes), avec une question au choix. Correction prévue au prochain cours.</p>",
    ),
    (
        "bilan",
        "<p>Bilan de « {t} » : carte mentale collective et retour sur les questions du début. Presque toutes ont trouvé leur réponse.</p>",
    ),
    (
        "passages à l’oral",
        "<p>Passages à l’oral par deux sur « {t} », avec la grille de la classe. Chaque élève a noté une réussite et un point à travailler.</p>",
    ),
    (
        "remédiation",
        "<p>Groupes de besoin : reprise des points difficiles pour les uns, approfondissement pour les autres.</p>",
    ),
];

const CLOSING_ECOLE: &[Told] = &[
    (
        "je sais faire",
        "<p>Petite évaluation, sans note : chacun a colorié ce qu’il sait faire. Nous reprendrons en petit groupe ce qui résiste.</p>",
    ),
    (
        "bilan",
        "<p>Nous avons relu les affiches et raconté ce que nous avons appris sur « {t} ».</p>",
    ),
];

const CLOSING_BODY: &[Told] = &[
    (
        "présentation",
        "<p>Présentation devant la classe et retours des spectateurs : ce que j’ai vu, ce que j’ai ressenti, un conseil.</p>",
    ),
    ("évaluation", "<p>Évaluation sur les critères choisis ensemble au début de la séquence.</p>"),
];

const LEARN: &[Asked] = &[
    (
        "Revoir la leçon",
        "Relire la leçon sur « {t} » et savoir répondre aux trois questions posées à la fin du cours.",
        10,
    ),
    (
        "Apprendre le vocabulaire",
        "Apprendre les mots nouveaux. Petite interrogation orale au début du cours.",
        10,
    ),
    ("Préparer l’évaluation", "Réviser avec la fiche : refaire un exercice de chaque sorte.", 20),
];

const LEARN_ECOLE: &[Asked] = &[
    ("Relire la leçon", "Relire la leçon avec un adulte et lui expliquer un exemple.", 5),
    ("Revoir ensemble", "Raconter à quelqu’un ce que nous avons appris sur « {t} ».", 5),
];

const BRING: &[Asked] = &[
    ("Matériel", "Apporter le cahier d’exercices, les crayons de couleur et la règle.", 5),
    ("Document signé", "Faire signer le document distribué et le rapporter.", 5),
];

const EXERCISE_TEXT: &[Asked] = &[
    (
        "Questions page {p}",
        "Répondre aux questions {a} à {b} page {p}, par des phrases complètes.",
        20,
    ),
    (
        "Paragraphe rédigé",
        "Rédiger un paragraphe de dix lignes sur « {t} » à partir du document étudié.",
        25,
    ),
    (
        "Copie améliorée",
        "Reprendre son texte en suivant les conseils et rendre la nouvelle version.",
        20,
    ),
];

const EXERCISE_CALCULATION: &[Asked] = &[
    (
        "Exercices {a} et {b} p. {p}",
        "Faire les exercices {a} et {b} page {p}. Écrire toutes les étapes.",
        15,
    ),
    (
        "Problème de la semaine",
        "Chercher le problème distribué. Toutes les pistes comptent, même si elles n’aboutissent pas.",
        20,
    ),
    ("Fiche d’entraînement", "Terminer la fiche commencée en classe.", 15),
];

const EXERCISE_LANGUAGE: &[Asked] = &[
    ("Exercice {a} p. {p}", "Faire l’exercice {a} page {p} et relire à voix haute.", 15),
    ("Huit phrases", "Écrire huit phrases sur « {t} » en utilisant le vocabulaire du cours.", 20),
];

const EXERCISE_EXPERIMENT: &[Asked] = &[
    (
        "Compte rendu",
        "Rédiger le compte rendu de l’expérience : question, résultats, conclusion.",
        20,
    ),
    ("Exercices {a} et {b} p. {p}", "Faire les exercices {a} et {b} page {p}.", 15),
    ("Schéma bilan", "Terminer le schéma bilan et le légender.", 15),
];

const EXERCISE_BODY: &[Asked] = &[
    ("Fiche de progrès", "Compléter la fiche : ce que je sais faire, ce que je veux réussir.", 10),
    (
        "Photographie du travail",
        "Envoyer une photographie du travail et une phrase pour l’expliquer.",
        15,
    ),
];

const EXERCISE_ECOLE: &[Asked] = &[
    ("Petit exercice", "Terminer l’exercice commencé en classe.", 10),
    ("Fiche à finir", "Finir la fiche et en envoyer une photo.", 10),
];
