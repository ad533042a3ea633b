//! Spanish, German and Latin.

use super::{Entry, lesson};
use crate::subjects::Level;

pub(super) const fn spanish(level: Level) -> &'static [Entry] {
    match level {
        Level::Cinquieme => SPANISH_FIRST,
        _ => SPANISH_NEXT,
    }
}

pub(super) const fn german(level: Level) -> &'static [Entry] {
    match level {
        Level::Cinquieme => GERMAN_FIRST,
        _ => GERMAN_NEXT,
    }
}

const SPANISH_FIRST: &[Entry] = &[
    lesson("¡Hola! Primer contacto", "Saluer, dire son nom et son âge. Prononciation de la jota, du ñ et du ll par des virelangues.")
        .learn("Los saludos", "Savoir saluer, se présenter et prendre congé.", 10),
    lesson("Mi instituto", "Lieux et matières de l’établissement. Hay et está : chacun a décrit le plan d’une école imaginaire.")
        .exercise("Mi instituto ideal", "Décrire un établissement idéal en huit phrases.", 15),
    lesson("La familia", "Arbre d’une famille inventée, possessifs et accord des adjectifs.")
        .exercise("Retrato de familia", "Présenter une famille imaginaire en huit phrases.", 15),
    lesson("Los números y la hora", "Loto, puis lecture d’horaires de car. « ¿Qué hora es? » par deux.")
        .learn("Números del 1 al 100", "Savoir compter jusqu’à cent sans hésiter.", 15),
    lesson("Mi día a día", "Verbes pronominaux et repas. Comparaison des rythmes de vie.")
        .exercise("Un día normal", "Raconter une journée ordinaire en dix phrases.", 20),
    lesson("Me gusta, no me gusta", "Goûts et accords avec moi et moi non plus. Sondage, puis graphique commenté.")
        .exercise("Mis gustos", "Écrire huit phrases sur ses goûts et ceux d’un camarade.", 15),
    lesson("La ciudad", "Plan de ville, directions et verbes de mouvement. Jeu de piste dans la salle.")
        .exercise("¿Dónde está?", "Expliquer le chemin de la gare au musée.", 15),
    lesson("Las fiestas", "Fêtes d’Espagne et d’Amérique latine : images, musiques, vocabulaire. Affiche collective.")
        .exercise("Una fiesta", "Présenter une fête en dix phrases.", 20),
];

const SPANISH_NEXT: &[Entry] = &[
    lesson("Las vacaciones pasadas", "Récit de vacances au passé simple espagnol. Repérage des terminaisons et des marqueurs de temps.")
        .exercise("Un viaje inolvidable", "Raconter un voyage en douze phrases au passé.", 20),
    lesson("El campo o la ciudad", "Débat : avantages et inconvénients. Más que, menos que, tan como.")
        .exercise("Mi opinión", "Donner son avis en dix lignes avec quatre comparaisons.", 20),
    lesson("Cuentos y leyendas", "Lecture d’un conte andin adapté. Imparfait et description des lieux.")
        .exercise("Otro final", "Imaginer une autre fin au conte.", 20),
    lesson("El futuro", "Métiers et projets, futur et ir a. Interviews croisées.")
        .exercise("Dentro de veinte años", "Écrire dix prédictions.", 15),
    lesson("Comer sano", "Menus, quantités et impératif. Réalisation d’une recette filmée.")
        .exercise("La receta", "Rédiger une recette en huit étapes.", 20),
    lesson("Un mural mexicano", "Description d’une fresque : plans, couleurs, message. Vocabulaire de l’art.")
        .exercise("Describir un mural", "Décrire la fresque en dix phrases.", 20),
    lesson("Los medios", "Lire un titre, comprendre une brève, donner une information. Bulletin de radio par groupes.")
        .exercise("Boletín de noticias", "Écrire trois brèves pour la radio de la classe.", 20),
    lesson("Derechos y deberes", "Obligation et interdiction : charte de la classe rédigée en espagnol.")
        .learn("Obligación", "Connaître tener que, deber, hay que et leurs emplois.", 15),
];

const GERMAN_FIRST: &[Entry] = &[
    lesson(
        "Hallo! Sich vorstellen",
        "Saluer et se présenter en circulant. Alphabet et prononciation du ch et du ü.",
    )
    .learn("Vorstellen", "Savoir se présenter en cinq phrases.", 10),
    lesson(
        "Meine Familie",
        "Vocabulaire de la famille, mein et meine. Présentation d’un arbre inventé.",
    )
    .exercise(
        "Familienfoto",
        "Présenter une photographie de famille imaginaire en huit phrases.",
        15,
    ),
    lesson(
        "In der Schule",
        "Matières, jours et heures. Lecture de l’emploi du temps d’une classe de Cologne inventée.",
    )
    .exercise("Mein Stundenplan", "Écrire son emploi du temps idéal.", 15),
    lesson("Hobbys", "Verbes au présent, gern et nicht gern. Sondage et graphique.").exercise(
        "Was machst du gern?",
        "Écrire huit phrases sur ses loisirs.",
        15,
    ),
    lesson("Essen und Trinken", "Accusatif et aliments. Jeu de rôle à la cafétéria.").learn(
        "Lebensmittel",
        "Apprendre vingt noms d’aliments avec leur article.",
        15,
    ),
    lesson("Mein Zimmer", "Meubles et position dans l’espace. Dictée dessinée.").exercise(
        "Mein Zimmer",
        "Décrire sa chambre rêvée en huit phrases.",
        15,
    ),
    lesson("Tiere", "Animaux et adjectifs. Devinettes préparées par chaque groupe.").exercise(
        "Welches Tier ist das?",
        "Écrire une devinette de six phrases.",
        15,
    ),
    lesson("Feste und Bräuche", "Calendrier des fêtes, invitations et vœux.").exercise(
        "Einladung",
        "Rédiger une invitation à une fête.",
        15,
    ),
];

const GERMAN_NEXT: &[Entry] = &[
    lesson("Ferien und Reisen", "Récit au parfait : auxiliaires et participes. Jeu de cartes.")
        .exercise("Meine Reise", "Raconter un voyage en dix phrases au parfait.", 20),
    lesson("Berlin entdecken", "Plan, transports, directions. Visite guidée jouée par les élèves.")
        .exercise("Ein Tag in Berlin", "Proposer le programme d’une journée.", 20),
    lesson("Märchen", "Lecture d’un conte simplifié au prétérit et remise en ordre.").exercise(
        "Ein modernes Märchen",
        "Récrire le conte aujourd’hui, en douze phrases.",
        20,
    ),
    lesson("Gesund leben", "Modaux sollen et dürfen, conseils de santé.").exercise(
        "Gute Ratschläge",
        "Donner huit conseils à un ami.",
        15,
    ),
    lesson("Umwelt", "Gestes pour la planète, subordonnées avec weil et wenn.").exercise(
        "Unser Umweltprojekt",
        "Présenter un projet d’école en dix lignes.",
        20,
    ),
    lesson("Berufe und Zukunft", "Métiers et futur avec werden. Entretiens joués.").exercise(
        "Mein Traumberuf",
        "Présenter le métier rêvé et dire pourquoi.",
        15,
    ),
    lesson("Medien", "Usages du numérique, comparatifs et sondage commenté.").exercise(
        "Umfrage",
        "Commenter le graphique du sondage.",
        15,
    ),
    lesson(
        "Mauergeschichten",
        "La ville divisée racontée par une famille imaginaire. Lecture et chronologie.",
    )
    .learn("Zeittafel", "Connaître cinq dates et savoir les dire en allemand.", 15),
];

/// Latin, for the three levels which offer it.
pub(super) const LATIN: &[Entry] = &[
    lesson("Salvete, discipuli !", "Découverte de l’alphabet et de la prononciation. Mots français venus du latin : chacun en a trouvé cinq.")
        .learn("Salutations", "Savoir saluer et remercier en latin.", 5),
    lesson("La fondation de Rome", "Lecture d’un récit adapté et premiers repérages : sujet en -us, objet en -um.")
        .exercise("Traduction n° 1", "Traduire les quatre phrases et souligner les verbes.", 15),
    lesson("La première déclinaison", "Rosa, familia, schola : fonctions et terminaisons. Jeu des étiquettes.")
        .learn("Rosa", "Apprendre la première déclinaison.", 15),
    lesson("La maison romaine", "Plan de la domus et vie quotidienne. Reconstitution en maquette de papier.")
        .exercise("Plan de la domus", "Légender le plan avec dix mots latins.", 15),
    lesson("Les dieux et les héros", "Portraits et attributs. Comparaison avec les dieux grecs.")
        .exercise("Fiche d’un dieu", "Rédiger la fiche d’un dieu ou d’une déesse.", 15),
    lesson("La deuxième déclinaison", "Dominus et templum. Traduction collective d’une courte fable.")
        .exercise("Traduction n° 2", "Traduire la fin de la fable.", 20),
    lesson("Le forum et les jeux", "Images de mosaïques, lieux et spectacles. Débat sur les jeux du cirque.")
        .exercise("Un jour au forum", "Raconter une promenade au forum en y plaçant huit mots latins.", 20),
    lesson("L’armée et les routes", "Organisation de la légion, voies romaines. Lecture d’une borne inventée.")
        .learn("Nombres romains", "Savoir lire et écrire les nombres jusqu’à mille.", 10),
];
