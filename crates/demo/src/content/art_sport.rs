//! Sport, visual arts and music at collège.

use super::{Entry, lesson};

pub(super) const SPORT: &[Entry] = &[
    lesson("Course de durée", "Trouver son allure sur huit minutes, avec un observateur par coureur. Chacun a noté ses tours et ressenti l’effort.")
        .bring("Tenue de sport", "Tenue complète, chaussures lacées, gourde."),
    lesson("Relais-vitesse", "Transmission du témoin sans ralentir : essais à deux, puis à quatre. Mesure du temps gagné."),
    lesson("Handball : conserver et progresser", "Situation de surnombre à quatre contre trois, puis matchs arbitrés par les élèves."),
    lesson("Badminton", "Déplacer l’adversaire : cibles au fond et au filet. Matchs à thème, montées et descentes."),
    lesson("Gymnastique : acrosport", "Pyramides à trois et à quatre, parade et sécurité. Début de l’enchaînement collectif.")
        .exercise("Fiche d’enchaînement", "Dessiner les figures de l’enchaînement dans l’ordre, avec le rôle de chacun.", 15),
    lesson("Danse contemporaine", "Marcher, s’arrêter, se regarder : composition de trente secondes à partir d’un mot tiré au sort."),
    lesson("Natation : savoir nager", "Parcours d’aisance, sauts et surplace. Travail en trois groupes de niveau.")
        .bring("Affaires de piscine", "Maillot, bonnet, serviette et savon."),
    lesson("Course d’orientation", "Lecture de la carte du parc et recherche de six balises par deux. Retour sur les choix d’itinéraire."),
    lesson("Lutte", "Règles d’or et saisies, puis combats au sol arbitrés. Chacun a tenu les trois rôles."),
    lesson("Escalade en moulinette", "Encordage, contre-assurage et communication. Voies faciles, puis défis choisis."),
];

pub(super) const ART: &[Entry] = &[
    lesson("Carnet de travail", "Découverte du carnet et première consigne : « Une ligne qui n’en finit pas ». Accrochage au mur et échanges.")
        .bring("Matériel d’arts", "Crayon 2B, gomme, feutre noir fin et feuilles de papier épais."),
    lesson("Ressemblance et écart", "Portraits à l’aveugle, puis à partir d’un reflet déformé. Vocabulaire : proportion, expression."),
    lesson("Couleurs et sensations", "Nuancier d’une seule couleur et peinture d’une saison. Comparaison de deux tableaux.")
        .exercise("Nuancier", "Composer un nuancier de douze tons d’une même couleur, peints ou photographiés.", 20),
    lesson("De la trace au volume", "Empreintes d’objets dans l’argile, puis assemblage. Chaque élève a donné un titre à sa sculpture."),
    lesson("Cadrer, décadrer", "Prises de vue dans la cour avec un cadre de carton : plongée, contre-plongée, gros plan.")
        .exercise("Trois cadrages", "Photographier un même objet de trois façons et expliquer les effets.", 20),
    lesson("Objet détourné", "Un objet du quotidien devient personnage. Présentation au groupe et questions."),
    lesson("Raconter en images", "Scénarimage de six vignettes, sans texte. Rythme et ellipse.")
        .exercise("Scénarimage", "Terminer les six vignettes et les photographier.", 25),
    lesson("Habiter l’espace", "Installation dans le couloir avec du fil et du papier : le visiteur devient acteur."),
];

pub(super) const MUSIC: &[Entry] = &[
    lesson(
        "Écouter pour décrire",
        "Écoute de trois extraits : timbre, hauteur, durée, intensité. Carte d’écoute collective.",
    ),
    lesson(
        "Chant : premier couplet",
        "Échauffement vocal, respiration, mémorisation par phrases. Deux voix au refrain.",
    )
    .learn(
        "Chant n° 1",
        "Savoir chanter le premier couplet et le refrain sans les paroles.",
        10,
    ),
    lesson(
        "Percussions corporelles",
        "Rythme en boucle et superposition de trois motifs. Enregistrement et écoute critique.",
    ),
    lesson(
        "Musique et récit",
        "Comment la musique annonce-t-elle un danger ? Comparaison de deux bandes sonores.",
    ),
    lesson(
        "Instruments du monde",
        "Familles d’instruments et cartes sonores. Présentation d’un instrument par groupe.",
    )
    .exercise(
        "Fiche d’un instrument",
        "Rédiger la fiche d’un instrument : famille, matière, jeu, origine.",
        15,
    ),
    lesson(
        "Chant : à plusieurs voix",
        "Canon à deux, puis trois voix. Attention à l’écoute du voisin.",
    ),
    lesson(
        "Composer un paysage sonore",
        "Enregistrements dans l’établissement, montage d’une minute. Présentation à la classe.",
    ),
    lesson(
        "Concert de classe",
        "Répétition générale, placement et saluts. Grille d’évaluation partagée.",
    )
    .learn("Répertoire", "Réviser les deux chants du concert.", 15),
];
