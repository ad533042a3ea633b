//! Maternelle.

use super::{Entry, lesson};
use crate::subjects::Subject;

pub(super) const fn entries(subject: Subject) -> &'static [Entry] {
    match subject {
        Subject::Numbers => NUMBERS,
        Subject::World => WORLD,
        Subject::SchoolArt => ART,
        _ => SPEECH,
    }
}

const SPEECH: &[Entry] = &[
    lesson("L’album de la semaine", "Nous avons écouté « La moufle rouge », un conte inventé par la classe des grands. Les enfants ont raconté l’histoire avec les marottes."),
    lesson("Mon prénom", "Chacun a retrouvé son étiquette et recomposé son prénom avec des lettres mobiles. Les plus grands l’ont écrit."),
    lesson("Jouer avec les syllabes", "Nous avons frappé les syllabes des prénoms et trié des images dans des boîtes à une, deux ou trois syllabes."),
    lesson("La comptine du jour", "Apprentissage de « Trois petits pas dans le pré ». Nous avons ajouté des gestes et joué avec le volume de la voix.")
        .learn("Comptine", "Réciter ensemble « Trois petits pas dans le pré », avec les gestes.", 5),
    lesson("Raconter sa journée", "Avec les photographies de l’atelier, les enfants ont dit ce qu’ils ont fait, dans l’ordre."),
    lesson("Dictée à l’adulte", "La classe a écrit une lettre au facteur : les enfants dictent, le maître écrit, puis l’on relit."),
    lesson("Graphisme", "Boucles et vagues dans le sable, au pinceau, puis au feutre fin."),
    lesson("Les émotions", "Nous avons nommé la joie, la colère, la peur et la tristesse avec des masques, et cherché ce qui aide à se calmer."),
    lesson("Le loto des sons", "Écoute de bruits de la maison et de l’école, puis loto sonore par petits groupes."),
];

const NUMBERS: &[Entry] = &[
    lesson(
        "Les quantités jusqu’à cinq",
        "Mettre la table pour les poupées : juste assez, pas assez, trop. Comptage avec les doigts.",
    ),
    lesson("Comparer", "Plus que, moins que, autant que : trains de cubes et jeu de la bataille."),
    lesson(
        "Les formes",
        "Tri de ronds, carrés et triangles, puis fabrication d’un bonhomme géométrique.",
    ),
    lesson(
        "Algorithmes de perles",
        "Continuer un rythme de deux, puis trois couleurs. Chacun a inventé un collier.",
    ),
    lesson(
        "Se repérer",
        "Parcours dans la salle de motricité : dessus, dessous, devant, derrière. Dessin du parcours.",
    ),
    lesson(
        "Le jeu du marchand",
        "Acheter avec des jetons de un et de deux. Nous avons décomposé cinq de plusieurs façons.",
    ),
    lesson(
        "Ranger par taille",
        "Les trois familles d’ours : du plus petit au plus grand, puis à l’envers.",
    ),
    lesson(
        "La file numérique",
        "Cache-cache de nombres sur la bande collective ; chacun a retrouvé le nombre manquant.",
    ),
];

const WORLD: &[Entry] = &[
    lesson(
        "La rentrée des escargots",
        "Installation du terrarium, observation à la loupe et premiers dessins. Que mangent-ils ?",
    ),
    lesson(
        "Les saisons : l’automne",
        "Récolte de feuilles dans la cour, tri par couleur et par forme. Affiche collective.",
    ),
    lesson(
        "L’eau et la glace",
        "Des glaçons dans la main, au soleil et au frigo : nous avons raconté ce qui change.",
    ),
    lesson("Nos cinq sens", "Boîtes à toucher, flacons à sentir. Chacun a dit ce qu’il reconnaît."),
    lesson(
        "Planter",
        "Semis de haricots en pots transparents. Les enfants ont dessiné ce qu’ils pensent qu’il va se passer.",
    ),
    lesson(
        "Les moments de la journée",
        "Mise en ordre des photographies du matin au soir, puis frise de la classe.",
    ),
    lesson("Aimants et objets", "Qu’est-ce qui colle à l’aimant ? Tri d’objets et surprises."),
    lesson("Bien manger", "Préparation d’une salade de fruits ; goûter des fruits inconnus."),
];

const ART: &[Entry] = &[
    lesson(
        "Peindre avec autre chose",
        "Éponges, bouchons et petites voitures : quelles traces laissent-ils ? Fresque collective.",
    ),
    lesson(
        "Le portrait",
        "Dessin de soi devant le miroir, puis collage de laines pour les cheveux.",
    ),
    lesson(
        "Chanter ensemble",
        "Nouveau chant à gestes, doucement, puis fort. Les plus petits ont joué des maracas.",
    ),
    lesson("Modelage", "Boules, colombins et plaques : chacun a fabriqué un animal."),
    lesson("Le noir et le blanc", "Contrastes au feutre et à la craie sur papier noir."),
    lesson(
        "Théâtre d’ombres",
        "Derrière le drap, deviner l’ombre de l’objet, puis jouer une petite histoire.",
    ),
    lesson(
        "Écouter une musique",
        "Musique calme et musique vive : danser avec un foulard et dire ce que l’on ressent.",
    ),
    lesson(
        "Land art dans la cour",
        "Compositions de feuilles, de cailloux et de bâtons, photographiées avant le vent.",
    ),
];
