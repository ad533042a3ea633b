//! Life and earth sciences; sciences and technology in 6e.

use super::{Entry, lesson};
use crate::subjects::Level;

pub(super) const fn entries(level: Level) -> &'static [Entry] {
    match level {
        Level::Quatrieme => QUATRIEME,
        Level::Troisieme => TROISIEME,
        _ => CINQUIEME,
    }
}

/// Sciences and technology in 6e.
pub(super) const SIXIEME: &[Entry] = &[
    lesson("Observer le vivant autour de nous", "Sortie dans la cour avec loupes et boîtes. Nous avons distingué êtres vivants, composantes minérales et manifestations de l’activité humaine.")
        .exercise("Compte rendu de sortie", "Compléter le tableau et dessiner un être vivant observé, avec légende.", 20),
    lesson("Classer les êtres vivants", "Construction d’ensembles emboîtés à partir de dix animaux. Nous avons classé selon ce que l’animal possède.")
        .exercise("Groupes emboîtés", "Placer cinq nouveaux animaux dans les groupes et justifier.", 15),
    lesson("Les états de l’eau", "Mesure de la température de la glace qui fond. Tracé du graphique et repérage du palier.")
        .exercise("Graphique de la fusion", "Tracer le graphique au propre et décrire la courbe en trois phrases.", 20),
    lesson("Mélanges et solutions", "Sucre, sable, huile : qu’est-ce qui se mélange à l’eau ? Filtration et décantation par groupes.")
        .learn("Vocabulaire des mélanges", "Savoir définir : soluble, homogène, filtration, décantation.", 10),
    lesson("La cellule au microscope", "Préparation d’un épiderme d’oignon et premières observations. Dessin d’observation avec titre et grossissement.")
        .exercise("Dessin d’observation", "Terminer le dessin en respectant les règles de la fiche.", 15),
    lesson("Décrire un mouvement", "Vidéo image par image d’un vélo et d’un ascenseur. Trajectoire et vitesse.")
        .exercise("Le trajet du bus", "Calculer la vitesse moyenne et décrire le mouvement.", 15),
    lesson("Besoins des plantes", "Lancement d’une expérience avec témoin : eau, lumière, sels minéraux. Hypothèses écrites avant de commencer.")
        .exercise("Suivi des germinations", "Relever les mesures pendant une semaine et compléter le tableau.", 15),
    lesson("Le système solaire", "Maquette à l’échelle dans le couloir. Le jour, la nuit, les saisons avec une lampe et une balle.")
        .exercise("Expliquer le jour et la nuit", "Faire un schéma légendé et rédiger une explication.", 20),
    lesson("Les aliments et leur transformation", "Du lait au yaourt : protocole, fabrication et dégustation. Rôle des micro-organismes.")
        .bring("Pot en verre propre", "Apporter un petit pot en verre propre avec couvercle."),
    lesson("Objets techniques et besoins", "Démontage d’une lampe de poche : fonctions et solutions. Schéma de la chaîne d’énergie.")
        .exercise("La lampe de poche", "Compléter le schéma et nommer les pièces.", 15),
];

const CINQUIEME: &[Entry] = &[
    lesson("L’effort et le corps", "Mesure du pouls et de la respiration avant et après l’effort. Mise en commun des résultats de la classe dans un tableur.")
        .exercise("Compte rendu : le pouls", "Tracer le graphique de ses mesures et conclure par une phrase.", 20)
        .answers(&["Au repos mon pouls est de 78 battements par minute, juste après la course 142 et trois minutes plus tard 95. Conclusion : pendant l’effort, le cœur bat plus vite pour apporter plus de dioxygène aux muscles, puis il ralentit peu à peu.", "J’ai tracé la courbe, elle monte puis elle redescend. Conclusion : le cœur accélère quand on court."]),
    lesson("Respirer dans l’eau et dans l’air", "Observation de branchies et modèle de poumons en bouteille. Comparaison de trois animaux et de leur milieu.")
        .exercise("Tableau des respirations", "Compléter le tableau : animal, milieu, organe, comportement.", 15)
        .answers(&["Truite : eau, branchies, fait passer l’eau par la bouche. Grenouille : air et eau, poumons et peau. Criquet : air, trachées, mouvements de l’abdomen.", "La truite respire avec des branchies, le criquet avec des trachées et la grenouille avec des poumons et aussi par la peau."]),
    lesson("La digestion", "Expérience de digestion du blanc d’œuf avec témoin. Nous avons suivi le trajet des aliments et leur transformation.")
        .exercise("Schéma de l’appareil digestif", "Légender et colorier le schéma ; expliquer le rôle de l’intestin grêle.", 20)
        .answers(&["Les aliments passent par la bouche, l’œsophage, l’estomac, l’intestin grêle puis le gros intestin. Dans l’intestin grêle, les nutriments passent dans le sang parce que sa paroi est fine et très plissée.", "Schéma en photo. L’intestin grêle sert à absorber les nutriments. Le reste devient des excréments."]),
    lesson("Les besoins des organes", "Étude d’un tableau d’analyses du sang entrant et sortant d’un muscle. Calculs, puis schéma bilan.")
        .learn("Bilan : sang et organes", "Savoir expliquer ce qu’un muscle prend au sang et ce qu’il rejette.", 15),
    lesson("Le paysage et l’eau", "Lecture d’un paysage : roches, reliefs, cours d’eau. Maquette d’une vallée sous la pluie artificielle.")
        .exercise("Érosion dans la maquette", "Rédiger le compte rendu de l’expérience : hypothèse, protocole, résultat, conclusion.", 25)
        .answers(&["Hypothèse : l’eau emporte d’abord le sable fin. Protocole : on verse de l’eau sur une maquette en pente avec sable, gravier et argile. Résultat : le sable descend, les graviers restent. Conclusion : l’eau érode, transporte puis dépose les matériaux quand elle ralentit.", "On a versé de l’eau et le sable est parti. L’eau a creusé une petite vallée. Conclusion : l’eau transforme le paysage."]),
    lesson("Roches et sédiments", "Tests sur des échantillons : dureté, effervescence, perméabilité. Reconstitution d’un ancien milieu à partir d’un fossile.")
        .exercise("Carte d’identité d’une roche", "Remplir la carte d’identité de l’échantillon choisi.", 15)
        .answers(&["Nom : calcaire. Couleur : beige. Il fait des bulles avec l’acide. Il est rayé par l’acier. L’eau passe par les fissures. Il contient des morceaux de coquilles : il s’est formé dans une mer.", "Granite : dur, avec des cristaux, pas de bulles. On l’utilise pour les bordures de trottoir."]),
    lesson("Météo et climat", "Lecture de relevés sur un mois, puis de normales sur trente ans. Nous avons distingué ce qui change d’un jour à l’autre et ce qui change d’un siècle à l’autre.")
        .exercise("Journal du temps", "Relever température et ciel pendant cinq jours et commenter le graphique.", 20),
    lesson("Se reproduire : plantes à fleurs", "Dissection d’une fleur, de la pince à la loupe. Du pistil au fruit : mise en ordre de photographies.")
        .exercise("De la fleur au fruit", "Remettre les étapes en ordre et rédiger le texte qui les relie.", 20),
    lesson("Peupler un milieu", "Étude d’une mare au fil des saisons. Chaînes alimentaires et formes de vie en hiver.")
        .exercise("La mare en hiver", "Expliquer comment deux espèces passent l’hiver.", 15),
    lesson("Protéger la biodiversité", "Enquête sur les haies : qui y vit, à quoi servent-elles ? Projet de plantation dans la cour.")
        .exercise("Affiche pour une haie", "Créer une affiche qui convainc de planter une haie.", 25),
];

const QUATRIEME: &[Entry] = &[
    lesson("Séismes : observer et mesurer", "Lecture de sismogrammes et expérience des ondes avec un ressort. Localisation d’un foyer sur une carte.")
        .exercise("Localiser un séisme", "Trouver l’épicentre à partir des trois stations et expliquer la méthode.", 20),
    lesson("Volcans effusifs et explosifs", "Modèle au flanc et à la purée : la viscosité change tout. Comparaison de deux éruptions.")
        .exercise("Deux éruptions", "Comparer les deux éruptions dans un tableau et conclure.", 15),
    lesson("La tectonique des plaques", "Superposition de cartes sur calque et reconstitution des plaques. Frise de la découverte.")
        .exercise("Schéma d’une dorsale", "Réaliser le schéma légendé d’une dorsale océanique.", 20),
    lesson("Risques et prévention", "Étude d’une commune inventée : aléa, enjeux, plan de prévention. Exercice de mise à l’abri.")
        .learn("Consignes", "Connaître les consignes en cas de séisme et d’inondation.", 10),
    lesson("Reproduction sexuée et milieu", "Observation de gamètes d’oursin en vidéo. Influence des conditions du milieu.")
        .exercise("Exploiter un graphique", "Décrire puis interpréter le graphique des pontes.", 20),
    lesson("Puberté et transmission de la vie", "Questions anonymes, réponses précises et respectueuses. Rôle des hormones, schéma fonctionnel.")
        .exercise("Schéma fonctionnel", "Compléter le schéma des hormones et rédiger le bilan.", 20),
    lesson("Le système nerveux", "Mesure du temps de réaction avec une règle. Trajet du message, du récepteur au muscle.")
        .exercise("Temps de réaction", "Calculer la moyenne de ses mesures et conclure sur l’effet de la fatigue.", 20),
    lesson("Nutrition et micro-organismes", "Culture de levures, observation et comptage. Hygiène et conservation des aliments.")
        .exercise("Protocole expérimental", "Proposer un protocole avec témoin pour tester l’effet de la température.", 20),
];

const TROISIEME: &[Entry] = &[
    lesson("Caractères et hérédité", "Caractère héréditaire ou acquis : tri d’exemples et arbre d’une famille inventée.")
        .exercise("Arbre généalogique", "Interpréter l’arbre et justifier la transmission du caractère.", 20),
    lesson("Chromosomes et gènes", "Classement d’un caryotype découpé. Localisation du programme génétique par une expérience célèbre.")
        .exercise("Lire un caryotype", "Décrire les deux caryotypes et conclure.", 15),
    lesson("Division des cellules", "Pâte à modeler et photographies : conservation du nombre de chromosomes.")
        .learn("Étapes", "Savoir raconter une division cellulaire avec un schéma.", 15),
    lesson("Unique et parent", "Tirages de cartes pour former des gamètes : pourquoi deux frères se ressemblent sans être identiques.")
        .exercise("Combinaisons", "Calculer le nombre de combinaisons possibles pour trois paires de chromosomes.", 20),
    lesson("Évolution et sélection naturelle", "Simulation avec des pastilles colorées, puis étude d’un cas de phalènes.")
        .exercise("Expliquer une évolution", "Rédiger un texte argumenté à partir des trois documents.", 25),
    lesson("Micro-organismes et défenses", "Phagocytose et anticorps : construction d’une bande dessinée explicative.")
        .exercise("Bande dessinée", "Terminer la bande dessinée de la réaction immunitaire.", 25),
    lesson("Vaccination et antibiotiques", "Lecture de graphiques et d’antibiogramme. Distinguer prévention et traitement.")
        .exercise("Étude de documents", "Répondre aux questions dans les conditions du brevet.", 30),
    lesson("Ressources et énergie", "Bilan d’une ressource locale : origine, usage, limites. Débat préparé.")
        .exercise("Fiche ressource", "Rendre la fiche de la ressource étudiée.", 20),
];
