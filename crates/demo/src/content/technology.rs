//! Technology.

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
    lesson("Découvrir le fablab", "Visite des machines, règles de sécurité et rôle de chacun dans l’îlot. Premier objet découpé : un porte-nom.")
        .learn("Règles du fablab", "Connaître les règles de sécurité avant d’utiliser une machine.", 10),
    lesson("Besoin et cahier des charges", "À partir d’un objet raté, nous avons retrouvé le besoin et écrit les contraintes. Chaque îlot a choisi son projet.")
        .exercise("Cahier des charges", "Compléter le tableau : fonctions, critères, niveaux.", 20)
        .answers(&["Notre objet : une mangeoire. Fonctions : donner des graines, protéger de la pluie, résister au vent. Critères : moins de 5 €, matériaux récupérés, montage en une heure.", "Besoin : les oiseaux ont faim en hiver. Contrainte : pas de plastique. On n’a pas encore choisi la taille."]),
    lesson("Croquis et modélisation", "Du croquis à la main au modèle numérique en trois dimensions. Vocabulaire : vue, cote, échelle.")
        .exercise("Croquis coté", "Dessiner l’objet sous trois vues avec ses cotes.", 25)
        .answers(&["Voici mes trois vues, de face, de dessus et de gauche. La mangeoire mesure 18 cm de large, 14 cm de profondeur et 20 cm de haut.", "Croquis en photo. J’ai mis les cotes en millimètres comme demandé."]),
    lesson("Programmer un robot", "Repérage des capteurs et actionneurs. Premier algorithme : avancer, détecter, tourner.")
        .exercise("Algorithme du labyrinthe", "Écrire l’algorithme en français avec si… alors… sinon.", 20)
        .answers(&["Répéter : si le capteur ne voit pas de mur alors avancer, sinon tourner à droite. Si après avoir tourné il y a encore un mur, alors faire demi-tour.", "Avancer jusqu’au mur. Tourner à droite. Si mur alors tourner à gauche deux fois. Recommencer jusqu’à la sortie."]),
    lesson("Structures et ponts", "Essai de ponts en papier chargés de pièces : poutre, arc, treillis. Tableau des résultats.")
        .exercise("Compte rendu d’essai", "Présenter le pont du groupe, la charge supportée et une amélioration.", 20)
        .answers(&["Notre pont en treillis a supporté 640 g, presque trois fois plus que la feuille à plat. Il s’est déchiré au milieu. On pourrait renforcer les angles.", "Le pont en arc a tenu 410 g. On améliorerait en collant mieux les bords."]),
    lesson("Matériaux", "Tests de dureté, de souplesse et d’imperméabilité. Choix d’un matériau selon le besoin.")
        .exercise("Choisir un matériau", "Justifier le choix du matériau pour trois objets.", 15),
    lesson("L’eau dans l’habitat", "Maquette d’un réseau d’eau : pression, fuite, compteur. Calcul d’une économie possible.")
        .exercise("Économiser l’eau", "Proposer trois solutions techniques et les comparer.", 20),
    lesson("Objets d’hier et d’aujourd’hui", "Frise d’une famille d’objets : éclairer. Évolutions, énergies, usages.")
        .exercise("Frise des objets", "Compléter la frise avec deux objets de la maison.", 20),
];

const QUATRIEME: &[Entry] = &[
    lesson("Chaîne d’information, chaîne d’énergie", "Étude du portail automatique en maquette. Nous avons relié capteurs, carte et moteur.")
        .exercise("Les deux chaînes", "Compléter les chaînes du portail.", 15),
    lesson("Réseaux informatiques", "Câblage d’un petit réseau et adressage. Jeu du message découpé en paquets.")
        .learn("Vocabulaire du réseau", "Savoir définir : adresse, commutateur, routeur, protocole.", 10),
    lesson("Programmer une serre", "Seuils de température et d’humidité, tests sur la maquette.")
        .exercise("Programme de la serre", "Rendre l’organigramme du programme.", 25),
    lesson("Prototyper", "Impression d’une pièce, contrôle des cotes, correction du modèle.")
        .exercise("Fiche de contrôle", "Comparer les mesures au cahier des charges.", 15),
    lesson("Confort et énergie", "Mesures de température dans le bâtiment ; rôle de l’isolation. Présentation des résultats à l’agent d’entretien.")
        .exercise("Rapport de mesure", "Rédiger un rapport d’une page avec graphique.", 25),
    lesson("Design et ergonomie", "Essai de poignées par des camarades les yeux bandés. Améliorations proposées.")
        .exercise("Tableau d’essais", "Analyser les essais et proposer une forme.", 20),
    lesson("Cycle de vie", "De la matière première au recyclage : cycle d’un téléphone. Débat sur la réparation.")
        .exercise("Cycle d’un objet", "Faire le schéma du cycle de vie d’un objet au choix.", 20),
    lesson("Cartographie et capteurs", "Relevé de bruit dans l’établissement et carte commentée.")
        .exercise("Carte du bruit", "Légender la carte et proposer deux actions.", 20),
];

const TROISIEME: &[Entry] = &[
    lesson(
        "Gérer un projet",
        "Répartition des rôles, planning et jalons. Chaque équipe a écrit sa fiche de lancement.",
    )
    .exercise("Planning", "Rendre le planning de l’équipe.", 20),
    lesson(
        "Objets connectés",
        "Étude d’une station météo : données, transmission, affichage. Questions de vie privée.",
    )
    .exercise("Schéma de communication", "Représenter le trajet d’une donnée.", 20),
    lesson(
        "Variables et boucles",
        "Programme de feux tricolores ; tests et corrections en binômes.",
    )
    .exercise("Le carrefour", "Rendre le programme commenté.", 30),
    lesson(
        "Modéliser et simuler",
        "Simulation de la résistance d’une étagère, puis essai réel. Écarts et explications.",
    )
    .exercise("Écarts", "Expliquer l’écart entre simulation et mesure.", 20),
    lesson("Innovation et société", "Lignée d’objets : le transport. Exposés de trois minutes.")
        .exercise("Exposé", "Rendre le support de l’exposé.", 25),
    lesson(
        "Accessibilité",
        "Parcours de l’établissement en fauteuil prêté : relevé des obstacles et propositions.",
    )
    .exercise("Propositions", "Décrire un obstacle et dessiner une solution.", 25),
    lesson(
        "Sujet type brevet",
        "Méthode : lire les documents, extraire, justifier. Entraînement chronométré.",
    )
    .exercise("Sujet n° 1", "Traiter le sujet en trente minutes.", 30),
    lesson(
        "Présenter son prototype",
        "Répétition de la soutenance devant une autre classe ; grille d’écoute.",
    )
    .exercise("Diaporama", "Rendre le diaporama de l’équipe.", 30),
];
