//! What pupils hand in and what teachers answer, when a work has no text of its own.

use crate::subjects::Subject;

/// Pupils' texts for a work of a subject, by the form its title announces.
#[must_use]
pub(crate) fn texts(subject: Subject, title: &str) -> &'static [&'static str] {
    let own = match subject {
        Subject::English => return ENGLISH,
        Subject::Spanish => return SPANISH,
        Subject::German => return GERMAN,
        Subject::Maths | Subject::Numbers | Subject::Support => MATHS,
        Subject::French | Subject::Reading | Subject::Language | Subject::Latin => WRITING,
        Subject::Art | Subject::Music | Subject::Sport | Subject::SchoolArt => MAKING,
        _ => PLAIN,
    };
    let announces = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if announces(&[
        "Croquis",
        "Schéma",
        "Dessin",
        "Carte",
        "carte",
        "Plan",
        "plan",
        "Légender",
        "Frise",
        "Affiche",
        "affiche",
    ]) {
        DRAWING
    } else if announces(&["Compte rendu", "Rapport", "expérience"]) {
        REPORT
    } else if announces(&[
        "Questions",
        "Exercice",
        "exercice",
        "Fiche",
        "fiche",
        "Tableau",
        "tableau",
    ]) {
        QUESTIONS
    } else if announces(&["Paragraphe", "Développement", "Sujet", "Article", "article", "Lettre"])
    {
        WRITING
    } else {
        own
    }
}

const MATHS: &[&str] = &[
    "J’ai écrit toutes les étapes et une phrase pour la réponse. J’ai vérifié le résultat avec la calculatrice.",
    "La première partie est faite. Ensuite je bloque : je ne vois pas quelle propriété utiliser.",
    "J’ai trouvé deux méthodes différentes, j’ai mis les deux. Elles donnent le même résultat.",
    "Tout est sur la photo. J’ai recommencé la fin parce que mon premier résultat n’était pas possible.",
    "Je n’ai pas tout compris, j’ai laissé ma recherche. Le reste est fait.",
    "Fini ! C’était plus facile avec un schéma.",
    "J’ai cherché longtemps, puis j’ai relu l’exemple du cours et j’ai trouvé.",
];

const ENGLISH: &[&str] = &[
    "Here is my work. I checked the verbs with my list and I read it aloud two times.",
    "Hello, this is my work on the photo. I am not sure about the last sentence.",
    "I finished. I used five new words from the lesson. It was difficult but interesting.",
    "This is my first version. Can I change the end after your advice?",
    "My work is a bit short, but I tried to use linking words: and, but, because, so.",
    "I practised with my sister. She corrected one mistake and I found another one.",
];

const SPANISH: &[&str] = &[
    "Aquí está mi trabajo. He mirado los verbos en el cuaderno.",
    "Mi texto está en la foto. Lo he leído dos veces en voz alta.",
    "No es muy largo, pero he usado las palabras nuevas.",
    "He terminado. La última frase era difícil y no sé si los acentos están bien.",
    "Este es mi trabajo. Me ha gustado mucho hacerlo.",
];

const GERMAN: &[&str] = &[
    "Hier ist meine Arbeit. Ich habe die Verben kontrolliert.",
    "Mein Text ist auf dem Foto. Ich habe ihn zweimal laut gelesen.",
    "Er ist kurz, aber ich habe die neuen Wörter benutzt.",
    "Ich bin fertig. Der letzte Satz war schwierig.",
    "Das ist meine Arbeit. Sie hat mir Spaß gemacht.",
];

const WRITING: &[&str] = &[
    "Voici mon texte, relu deux fois avec la grille. J’ai changé le début parce qu’on ne comprenait pas bien.",
    "J’ai essayé d’utiliser des mots plus précis que « dire » et « faire ». J’hésite sur un accord à la fin.",
    "Mon travail est sur la photo. J’ai sauté des lignes pour pouvoir corriger.",
    "J’ai terminé. Ce que j’ai préféré, c’est chercher les exemples.",
    "Mon brouillon était trop long, j’ai enlevé les répétitions.",
    "Je rends le début, il me manque la dernière partie. J’ai encore besoin d’idées.",
    "J’ai fait lire mon texte à quelqu’un de ma famille et j’ai ajouté un exemple.",
];

const DRAWING: &[&str] = &[
    "Mon travail est en photo. J’ai mis un titre et une légende organisée.",
    "Je l’ai fait au crayon, puis en couleur. J’ai écrit les mots à la règle.",
    "Voici mon travail. Il me manque un mot de la légende, je peux le rajouter demain.",
    "J’ai recommencé une fois parce que c’était trop petit pour écrire dedans.",
    "C’est fait sur feuille blanche. J’ai choisi trois couleurs seulement, comme demandé.",
    "J’ai passé du temps sur les détails. La photo est un peu sombre.",
];

const REPORT: &[&str] = &[
    "Question, matériel, protocole, résultats dans un tableau, conclusion : tout y est. Le schéma est fait à la règle.",
    "Notre groupe n’a pas obtenu le résultat attendu. On pense qu’on n’a pas assez attendu.",
    "J’ai rédigé chaque partie et mis les unités partout cette fois.",
    "J’ai comparé nos mesures avec celles du groupe voisin, elles sont proches. Je l’ai écrit dans la conclusion.",
    "Il me manque la conclusion, je n’étais pas là à la fin. Un camarade m’a donné les résultats.",
];

const QUESTIONS: &[&str] = &[
    "J’ai répondu à tout par des phrases. J’hésite sur la dernière réponse.",
    "Tout est sur la photo. J’ai corrigé une erreur en relisant la leçon.",
    "J’ai fait le début sans aide et la fin avec l’aide de ma sœur.",
    "C’est terminé. J’ai recopié les passages qui m’ont servi pour répondre.",
    "Je n’ai pas compris une consigne, j’ai laissé un blanc. Le reste est fait.",
    "Fini, et vérifié avec la leçon. Cela m’a pris moins de temps que prévu.",
];

const PLAIN: &[&str] = &[
    "Voici mon travail. J’ai relu la leçon avant de commencer et j’ai donné un exemple.",
    "J’ai terminé. Le début était facile, la fin m’a demandé plus de temps.",
    "Mon travail est sur la photo. J’ai mis les mots importants en couleur.",
    "J’ai vérifié avec la leçon et j’ai ajouté une phrase à la fin.",
    "J’ai fait ce que j’ai pu. Il y a une partie que j’aimerais revoir en classe.",
    "C’est fait. J’ai cherché deux mots dans le dictionnaire.",
];

const MAKING: &[&str] = &[
    "Voici la photo de mon travail. J’ai passé plus de temps que prévu mais le résultat me plaît.",
    "J’ai terminé. J’ai essayé deux idées avant de choisir celle-ci.",
    "C’est fait. J’ai appris un mot nouveau et je l’ai expliqué.",
    "On s’est entraidés avec mon cousin, on a eu chacun une idée.",
    "C’est un premier essai, je voudrais en refaire une partie.",
];

/// How good a work is, for the teacher who answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quality {
    /// Good.
    Good,
    /// On the way.
    Fair,
    /// To take up again.
    Weak,
}

/// A teacher's words for a work: those of every subject, and those of this one.
#[must_use]
pub(crate) const fn answers(subject: Subject, quality: Quality) -> [&'static [&'static str]; 2] {
    match (quality, subject) {
        (Quality::Good, Subject::Maths | Subject::Numbers) => [GOOD, GOOD_MATHS],
        (Quality::Good, Subject::French | Subject::Reading | Subject::Language) => {
            [GOOD, GOOD_TEXT]
        }
        (Quality::Good, Subject::English | Subject::Spanish | Subject::German) => {
            [GOOD, GOOD_LANGUAGE]
        }
        (Quality::Good, _) => [GOOD, &[]],
        (Quality::Fair, Subject::Maths | Subject::Numbers) => [FAIR, FAIR_MATHS],
        (Quality::Fair, Subject::French | Subject::Reading | Subject::Language) => {
            [FAIR, FAIR_TEXT]
        }
        (Quality::Fair, Subject::English | Subject::Spanish | Subject::German) => {
            [FAIR, FAIR_LANGUAGE]
        }
        (Quality::Fair, _) => [FAIR, &[]],
        (Quality::Weak, _) => [WEAK, &[]],
    }
}

const GOOD: &[&str] = &[
    "Très bon travail : c’est clair et bien présenté. Continue ainsi.",
    "Bravo. J’ai particulièrement apprécié le soin que tu as apporté à ce travail.",
    "C’est juste et soigné. Une seule remarque : pense à relire une dernière fois avant de rendre.",
    "Merci pour ce travail, et pour ton sérieux.",
    "Très bien : tu as travaillé avec méthode, et cela se voit.",
    "Travail précis et personnel. Tes progrès me font plaisir.",
];

const GOOD_MATHS: &[&str] = &[
    "Excellent. Ta démarche est expliquée étape par étape, c’est exactement ce qu’il faut.",
    "Très bien. Garde cette habitude de vérifier ton résultat, elle te servira toujours.",
    "Tout est exact. Essaie la question bonus si tu en as envie.",
];

const GOOD_TEXT: &[&str] = &[
    "Beau travail. Accepterais-tu de le lire à la classe ?",
    "Ta relecture se voit : il ne reste presque aucune erreur.",
    "Des mots bien choisis et des phrases qui sonnent juste : bravo.",
];

const GOOD_LANGUAGE: &[&str] = &[
    "Beau travail : les structures du cours sont bien employées.",
    "Très bien : le vocabulaire est varié et les verbes sont justes.",
];

const FAIR: &[&str] = &[
    "L’essentiel est compris. Reprends la deuxième partie avec la leçon sous les yeux.",
    "Bon début. Développe davantage la fin, en t’appuyant sur un exemple précis.",
    "C’est en bonne voie. J’ai entouré deux passages à revoir ; corrige-les et montre-les-moi au prochain cours.",
    "Tu as bien progressé depuis la dernière fois. Prends le temps de tout relire.",
    "Travail sérieux. Relis la consigne : un point n’a pas été traité.",
    "C’est compris à l’oral, je le sais. À l’écrit, prends le temps de dire tout ce que tu penses.",
];

const FAIR_MATHS: &[&str] = &[
    "La démarche est bonne, une erreur de calcul s’est glissée en route. Retrouve-la : elle est dans les premières lignes.",
    "Les résultats sont là, il manque une justification. Nous la rédigerons ensemble.",
];

const FAIR_TEXT: &[&str] = &[
    "Des idées intéressantes ! Soigne maintenant l’organisation : une idée, un paragraphe.",
    "Attention aux accords dans les phrases longues ; le reste est réussi.",
];

const FAIR_LANGUAGE: &[&str] = &[
    "On te comprend bien. Revois la conjugaison : trois verbes sont à corriger.",
    "Bonnes idées. Allonge tes phrases avec les mots de liaison de la fiche.",
];

const WEAK: &[&str] = &[
    "Merci d’avoir essayé. Nous reprendrons ce point ensemble en petit groupe, ne t’inquiète pas.",
    "Je vois où tu as bloqué, et c’est normal : cette étape est difficile. Commence par refaire l’exemple du cours.",
    "Ton travail n’est pas terminé. Rends-moi la suite lundi, même si tout n’est pas juste.",
    "Il y a une confusion dans la leçon. Regarde la fiche méthode, puis recommence seulement le début.",
    "Tu peux mieux faire, tu l’as déjà montré. Viens me voir à la fin du cours pour que l’on en parle.",
];

/// What a teacher adds when a work came late.
pub(crate) const LATE: &[&str] = &[
    "Rendu après la date : pense à regarder le cahier de textes la veille.",
    "Merci de l’avoir rendu malgré le retard.",
    "C’est en retard, mais c’est fait : bien.",
];
