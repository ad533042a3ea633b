//! Physics and chemistry.

use super::{Entry, lesson};
use crate::subjects::Level;

pub(super) const fn entries(level: Level) -> &'static [Entry] {
    match level {
        Level::Quatrieme => QUATRIEME,
        Level::Troisieme => TROISIEME,
        _ => CINQUIEME,
    }
}

const CINQUIEME: &[Entry] = &[
    lesson("Entrer au laboratoire", "Règles de sécurité, nom de la verrerie et lecture de pictogrammes. Chaque binôme a signé la charte du labo.")
        .learn("Verrerie et pictogrammes", "Connaître huit objets de verrerie et six pictogrammes.", 10),
    lesson("L’eau et ses états", "Expérience de vaporisation et de condensation sous une cloche. Schéma du cycle de l’eau à compléter.")
        .exercise("Cycle de l’eau", "Compléter le schéma et nommer les changements d’état.", 15)
        .answers(&["Évaporation au-dessus de la mer (liquide vers gaz), condensation dans les nuages (gaz vers liquide), puis précipitations. La neige qui fond : c’est la fusion.", "J’ai légendé tout le schéma. Je confonds encore condensation et solidification."]),
    lesson("Mesurer un volume, une masse", "Éprouvette graduée et balance : lire sans se pencher, noter l’unité. Combien pèse un litre d’eau ?")
        .exercise("Compte rendu de mesures", "Rédiger le compte rendu avec tableau, calcul et conclusion.", 20)
        .answers(&["On a mesuré 50 mL, 100 mL et 200 mL d’eau. Les masses sont 50 g, 99 g et 200 g. Conclusion : un litre d’eau a une masse d’environ un kilogramme.", "100 mL d’eau pèsent 100 g donc 1 L pèse 1 000 g. Il faut enlever la masse du récipient avec la tare."]),
    lesson("Dissolution et saturation", "Combien de sel peut-on dissoudre ? Chaque groupe a testé une quantité et mis son résultat au tableau.")
        .exercise("Saturation", "Tracer le graphique de la classe et repérer la limite de solubilité.", 15)
        .answers(&["Jusqu’à 36 g de sel pour 100 mL, tout se dissout. Après, il reste du sel au fond : la solution est saturée.", "Mon graphique monte puis devient plat à 36 g."]),
    lesson("Conservation de la masse", "Pesée avant et après dissolution et fusion : la masse ne change pas, le volume parfois.")
        .learn("Masse et volume", "Savoir dire ce qui se conserve lors d’un changement d’état.", 10),
    lesson("Circuit électrique", "Pile, lampe, interrupteur : réaliser puis schématiser. Recherche d’une panne préparée par le professeur.")
        .exercise("Schémas normalisés", "Dessiner les trois schémas et prévoir quelles lampes brillent.", 15)
        .answers(&["Circuit 1 : la lampe brille. Circuit 2 : elle ne brille pas car l’interrupteur est ouvert. Circuit 3 : seule L1 brille car L2 est court-circuitée.", "1 brille, 2 ne brille pas, 3 les deux brillent. Les schémas sont faits à la règle."]),
    lesson("Conducteurs et isolants", "Test d’objets de la trousse avec un circuit ouvert. Tableau et conclusion, puis règles de sécurité à la maison.")
        .exercise("Tableau des matériaux", "Classer douze objets et prévoir deux résultats à vérifier.", 15),
    lesson("Lumière et ombres", "Propagation rectiligne avec fumée d’encens et laser de l’enseignant. Construction d’ombres, puis phases de la Lune.")
        .exercise("Construire une ombre", "Tracer les rayons et colorier la zone d’ombre.", 15),
    lesson("Mouvement et vitesse", "Chronométrage de courses dans la cour et calcul de vitesses moyennes.")
        .exercise("La course", "Calculer les vitesses et classer les trois coureurs.", 15),
    lesson("Énergie : sources et formes", "Tri d’images, chaînes énergétiques et vocabulaire. Renouvelable ou non ?")
        .exercise("Chaîne d’énergie", "Faire la chaîne d’énergie d’une éolienne et d’un vélo.", 15),
];

const QUATRIEME: &[Entry] = &[
    lesson("L’air qui nous entoure", "L’air a-t-il une masse ? Expérience du ballon sur la balance. Composition de l’air et pollution.")
        .exercise("Composition de l’air", "Faire un diagramme et répondre aux questions.", 15),
    lesson("Modèle particulaire", "Compression d’une seringue d’air, puis d’eau : dessins de particules et débat.")
        .exercise("Dessiner les particules", "Représenter les trois états et expliquer la compressibilité.", 15),
    lesson("Combustions", "Combustion du carbone et du méthane : réactifs et produits. Dangers et bonnes conduites.")
        .exercise("Bilan d’une combustion", "Écrire le bilan en mots et le schéma de l’expérience.", 15),
    lesson("Atomes et molécules", "Modèles moléculaires montés par deux. Lecture de formules chimiques.")
        .learn("Formules", "Connaître huit formules et les modèles associés.", 15),
    lesson("Équations de réaction", "Équilibrer avec des boules de couleur : rien ne se perd, rien ne se crée.")
        .exercise("Équilibrer", "Équilibrer les six équations.", 20),
    lesson("Tension et intensité", "Mesures au multimètre en série et en dérivation. Lois établies à partir des résultats de la classe.")
        .exercise("Lois de l’électricité", "Calculer les tensions et intensités manquantes.", 20),
    lesson("Loi d’Ohm", "Caractéristique d’une résistance : mesures, graphique, proportionnalité.")
        .exercise("Caractéristique", "Tracer la droite et calculer la résistance.", 20),
    lesson("Signaux sonores", "Diapason, propagation, vitesse du son dans la cour. Niveau sonore et santé.")
        .exercise("La vitesse du son", "Exploiter les mesures et calculer l’écart.", 15),
];

const TROISIEME: &[Entry] = &[
    lesson("Structure de l’atome", "Ordres de grandeur, noyau et électrons. Frise des modèles.")
        .exercise("Carte d’un atome", "Réaliser la carte d’identité de deux atomes.", 15),
    lesson(
        "Ions et pH",
        "Tests d’identification et mesure du pH de produits courants. Dilution et sécurité.",
    )
    .exercise("Identifier des ions", "Conclure à partir des résultats de tests.", 20),
    lesson(
        "Acides et métaux",
        "Réaction de l’acide chlorhydrique sur le fer : tests des produits et bilan.",
    )
    .exercise("Compte rendu", "Rédiger le compte rendu complet de l’expérience.", 20),
    lesson(
        "Forces et interactions",
        "Diagrammes objets-interactions et représentation par un segment fléché.",
    )
    .exercise("Représenter des forces", "Faire le bilan des forces dans trois situations.", 20),
    lesson(
        "Poids et masse",
        "Dynamomètre et graphique : proportionnalité. Comparaison Terre, Lune, Mars.",
    )
    .exercise(
        "Sur la Lune",
        "Calculer le poids d’un équipement et répondre aux questions.",
        15,
    ),
    lesson(
        "Énergie cinétique et sécurité",
        "Distance de freinage et vitesse : étude de documents et calculs.",
    )
    .exercise("Distance d’arrêt", "Traiter l’exercice type brevet.", 25),
    lesson(
        "Puissance et énergie électriques",
        "Lecture d’étiquettes et de factures inventées. Calculs et écogestes.",
    )
    .exercise("La facture", "Calculer l’énergie consommée et proposer deux économies.", 20),
    lesson("De l’Univers à la Terre", "Frise de l’Univers et ordres de grandeur. L’année-lumière.")
        .learn(
            "Ordres de grandeur",
            "Savoir ranger atome, cellule, Terre, système solaire et galaxie.",
            10,
        ),
];
