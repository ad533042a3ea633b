//! École, cycle 2: CP, CE1, CE2.

use super::{Entry, lesson};
use crate::subjects::{Level, Subject};

pub(super) const fn entries(subject: Subject, level: Level) -> &'static [Entry] {
    match (subject, level) {
        (Subject::Reading, Level::Cp) => READING_CP,
        (Subject::Reading, _) => READING,
        (Subject::Numbers, Level::Cp) => NUMBERS_CP,
        (Subject::Numbers, _) => NUMBERS,
        (Subject::MentalArithmetic, _) => MENTAL,
        (Subject::Language, _) => LANGUAGE,
        (Subject::SchoolCivics, _) => super::school_cycle3::CIVICS,
        (Subject::SchoolArt | Subject::SchoolEnglish, _) => super::school_cycle3::ARTS,
        _ => WORLD,
    }
}

const READING_CP: &[Entry] = &[
    lesson("Le son [a]", "Nous avons cherché des mots où l’on entend [a], tracé la lettre et lu les premières syllabes : la, ma, sa.")
        .learn("Syllabes", "Lire à voix haute la page de syllabes, sans se presser.", 10),
    lesson("Le son [i]", "Écoute, tri d’images et lecture de syllabes. Écriture du i en cursive entre deux lignes.")
        .learn("Lecture", "Lire les syllabes et les cinq mots du cahier de sons.", 10),
    lesson("Les lettres l et r", "Nous avons combiné l et r avec les voyelles connues. Première phrase lue tout seul : « Lila rit. »")
        .learn("Première phrase", "Lire la phrase et la page de syllabes à un adulte.", 10),
    lesson("L’album « Le chat qui avait froid »", "Lecture offerte, puis lecture de trois phrases écrites par la classe. Les enfants ont inventé la suite à l’oral."),
    lesson("Le son [ou]", "Deux lettres qui font un seul son : nous avons cherché le « ou » caché dans des mots de tous les jours.")
        .learn("Le son [ou]", "Lire le texte « Loulou » et entourer tous les « ou ».", 10),
    lesson("Le son [on]", "Tri de mots avec « on » et « om ». Dictée de syllabes sur l’ardoise.")
        .learn("Dictée de mots", "Savoir écrire : bonbon, mouton, long, pont.", 10),
    lesson("Les lettres p et b", "Nous avons appris à ne pas les confondre avec un geste de la main. Jeu du loto des mots.")
        .learn("Mots en p et b", "Lire la liste deux fois : lentement, puis avec le ton.", 10),
    lesson("Lire et comprendre", "Chacun a lu un petit texte, puis l’a dessiné. En comparant les dessins, nous avons vu les détails oubliés.")
        .exercise("Je lis, je dessine", "Lire les quatre phrases et faire le dessin qui correspond. Envoyer une photo du dessin.", 15),
    lesson("Le son [oi]", "La roue des mots en « oi » ; lecture d’une devinette. Copie de deux phrases.")
        .learn("Devinettes", "Lire les devinettes à quelqu’un et le laisser chercher.", 10),
    lesson("Lire avec le ton", "Lecture à deux d’un petit dialogue entre la souris et l’ours. Nous nous sommes enregistrés, puis écoutés.")
        .learn("Le dialogue", "Préparer la lecture du dialogue pour la jouer devant la classe.", 10),
];

const READING: &[Entry] = &[
    lesson("Notre premier roman : « Le vélo de Basile »", "Lecture du premier chapitre et portrait de Basile. Nous avons relevé ce que l’on sait déjà et ce que l’on se demande.")
        .learn("Chapitre 1", "Relire les pages 5 à 9 à voix haute.", 10),
    lesson("Qui parle ?", "Dans un dialogue, nous avons surligné de trois couleurs les paroles de chaque personnage, puis lu à plusieurs voix.")
        .learn("Lecture à voix haute", "Préparer le dialogue page 12, avec le ton.", 10),
    lesson("Comprendre les mots difficiles", "Nous avons cherché le sens de cinq mots grâce à la phrase, puis vérifié dans le dictionnaire.")
        .learn("Les mots du texte", "Savoir expliquer : grincer, hameau, sentier, hésiter, soulagé.", 10),
    lesson("Imaginer la suite", "Arrêt sur la page 23 : que va faire Basile ? Les hypothèses ont été affichées, nous les vérifierons demain.")
        .exercise("Et après ?", "Écrire cinq phrases pour raconter ce que va faire Basile.", 15)
        .answers(&["Basile va réparer son vélo avec la ficelle. Il va descendre la pente très vite. Sa sœur va lui crier d’arrêter. Il va tomber dans le foin. Tout le monde va rire.", "Je pense que Basile demande à madame Pomme de l’aider. Elle a une pompe. Il gonfle le pneu. Il part chercher son chien. Il le trouve dans le bois.", "Basile pleure. Il a perdu son chien. Il prend le vélo. Il va au village. Il trouve le chien."]),
    lesson("Lire un documentaire", "Titre, sous-titres, légendes, photographies : nous avons cherché des réponses sur la vie du hérisson.")
        .exercise("Fiche du hérisson", "Compléter la fiche : où il vit, ce qu’il mange, comment il passe l’hiver.", 15)
        .answers(&["Le hérisson vit dans les jardins et les haies. Il mange des vers, des limaces et des insectes. L’hiver il dort dans un tas de feuilles, on dit qu’il hiberne.", "Il vit dans les bois et les jardins. Il mange des limaces. Il dort tout l’hiver."]),
    lesson("La poésie du mois", "Découverte du poème « Un nuage dans ma poche ». Chacun a choisi le vers qu’il préfère et a dit pourquoi.")
        .learn("Poésie", "Apprendre les deux premières strophes et commencer l’illustration.", 15),
    lesson("Lire une recette", "Repérer les ingrédients, les étapes et les verbes. Nous avons remis en ordre la recette mélangée.")
        .exercise("Ma recette", "Écrire une petite recette en quatre étapes.", 15)
        .answers(&["La tartine du goûter. 1. Couper une tranche de pain. 2. Étaler le beurre. 3. Mettre des carrés de chocolat. 4. Manger avec un copain !", "Salade de fruits : laver les fruits, couper les fruits, mettre du jus d’orange, mélanger."]),
    lesson("Lecture suivie : le chapitre 5", "Résumé collectif des chapitres lus, puis lecture silencieuse. Questions vrai ou faux avec justification dans le texte.")
        .exercise("Vrai ou faux", "Répondre aux six questions et recopier la phrase qui le prouve.", 15)
        .answers(&["1 vrai : « Basile avait froid aux mains. » 2 faux : le chien était dans la grange. 3 vrai. 4 faux, car il fait nuit. 5 vrai. 6 vrai : « Elle sourit enfin. »", "1 vrai 2 faux 3 vrai 4 vrai 5 vrai 6 vrai. J’ai recopié deux phrases."]),
    lesson("Portrait d’un personnage", "Dire comment il est et ce qu’il ressent. Nous avons classé les adjectifs : physique ou caractère.")
        .exercise("Mon portrait de Basile", "Faire le portrait de Basile en six phrases.", 15)
        .answers(&["Basile est petit et il a des cheveux roux. Il porte toujours un bonnet. Il est courageux mais il a peur du noir. Il aime son chien Patate. Il est rigolo. J’aimerais bien jouer avec lui.", "Basile a un vélo bleu. Il est gentil. Il est drôle. Il est têtu. Il a une sœur. Il aime la pluie."]),
    lesson("Lire pour quelqu’un", "Préparation d’une lecture offerte aux CP : choisir, s’entraîner, regarder son public.")
        .learn("Lecture aux petits", "S’entraîner à lire la page choisie trois fois.", 15),
];

const NUMBERS_CP: &[Entry] = &[
    lesson(
        "Les nombres jusqu’à 10",
        "Compter, écrire et décomposer. Jeu de la boîte : combien de jetons sont cachés ?",
    ),
    lesson("Ajouter", "Le jeu de la grenouille sur la file numérique pour comprendre le signe +.")
        .learn(
            "Petites sommes",
            "S’entraîner aux sommes qui font 5, puis 10, avec les doigts ou les cartes.",
            5,
        ),
    lesson(
        "Dizaines et unités",
        "Nous avons fait des paquets de dix bûchettes, puis écrit le nombre dans le tableau.",
    ),
    lesson(
        "Comparer et ranger",
        "Bataille de cartes et signe « plus petit que ». Rangement de nombres sur la corde à linge.",
    ),
    lesson("Les doubles", "Recherche des doubles avec des dominos et un miroir.").learn(
        "Doubles",
        "Savoir par cœur les doubles de 1 à 10.",
        5,
    ),
    lesson(
        "Se repérer sur un quadrillage",
        "Coder un déplacement avec des flèches ; robot humain dans la cour.",
    ),
    lesson("Soustraire", "Enlever et chercher ce qui manque : la tirelire de la classe."),
    lesson(
        "Mesurer des longueurs",
        "Bandes de papier, empans, puis règle : pourquoi avons-nous tous trouvé un nombre différent ?",
    ),
    lesson(
        "Les nombres jusqu’à 69",
        "Lecture, écriture en lettres et dictée de nombres. Le jeu du furet.",
    ),
    lesson("Problèmes", "Quatre petits problèmes avec un schéma. Chacun a raconté sa méthode."),
];

const NUMBERS: &[Entry] = &[
    lesson("Les nombres jusqu’à 999", "Centaines, dizaines et unités avec le matériel. Dictée de nombres et jeu du portrait.")
        .learn("Écrire en lettres", "Savoir écrire les nombres de vingt à cent.", 10),
    lesson("L’addition posée", "Nous avons aligné les unités et noté la retenue. Chacun a inventé une addition pour son voisin.")
        .exercise("Quatre additions", "Poser et calculer les quatre additions de la fiche.", 10)
        .answers(&["345 + 128 = 473. 267 + 54 = 321. 409 + 390 = 799. 586 + 217 = 803. J’ai mis les retenues en rouge.", "473, 321, 799, 793. La dernière était dure."]),
    lesson("Se repérer sur un plan", "Plan de la classe, puis de l’école. Nous avons suivi un itinéraire codé jusqu’au trésor."),
    lesson("La soustraction", "Trois façons de chercher un écart : la droite, les bonds et l’opération posée.")
        .exercise("Le rendu de monnaie", "Résoudre les trois petits problèmes et faire un schéma.", 15)
        .answers(&["1) 20 − 13 = 7, on lui rend 7 €. 2) 50 − 38 = 12, il reste 12 €. 3) 100 − 64 = 36. J’ai fait des schémas.", "On rend 7 €. Il reste 12 €. Il manque 46 €."]),
    lesson("Sens de la multiplication", "Rangées de chaises et boîtes d’œufs : de l’addition répétée au signe ×.")
        .learn("Table de 3", "Apprendre la table de 3 dans l’ordre et dans le désordre.", 10),
    lesson("Droites, segments, angle droit", "Fabrication d’une équerre en papier et recherche d’angles droits dans la classe."),
    lesson("Mesurer : mètre et centimètre", "Mesures dans la cour avec le mètre ruban. Estimer d’abord, vérifier ensuite.")
        .exercise("Chasse aux longueurs", "Mesurer cinq objets à la maison et noter les résultats dans le tableau.", 15)
        .answers(&["Table : 1 m 20 cm. Ma cuillère : 19 cm. Mon lit : 1 m 90 cm. Mon livre : 24 cm. La porte : 2 m 4 cm.", "Cuillère 18 cm, crayon 14 cm, table 120 cm, chaise 85 cm, chat 46 cm (sans la queue)."]),
    lesson("Lire l’heure", "La grande et la petite aiguille ; horloge en carton. Dire l’heure de deux façons.")
        .learn("L’heure", "S’entraîner à lire l’heure à la maison, matin, midi et soir.", 5),
    lesson("Partager", "Partages équitables de cartes et reste. Nous avons cherché comment l’écrire."),
    lesson("Problèmes à deux étapes", "Dessiner, chercher, répondre par une phrase. Deux méthodes ont été comparées.")
        .exercise("Le marché", "Résoudre les deux problèmes du marché. Écrire les calculs et les phrases réponses.", 15)
        .answers(&["3 × 4 = 12 et 12 + 5 = 17. Maman a dépensé 17 €. 2) 30 − 17 = 13. Il lui reste 13 €.", "J’ai fait 3 + 4 + 5 = 12. Elle a dépensé 12 €. Il reste 18 €."]),
    lesson("Symétrie", "Pliages, taches de peinture et figures à compléter sur quadrillage."),
    lesson("Les masses", "Balance à plateaux, gramme et kilogramme. Ranger cinq objets sans les peser, puis vérifier."),
];

const MENTAL: &[Entry] = &[
    lesson(
        "Compléments à dix",
        "Jeu des mariages et ardoise rapide. Tout le monde a progressé depuis lundi.",
    ),
    lesson("Ajouter neuf", "Nous avons trouvé l’astuce : ajouter dix, puis enlever un."),
    lesson("Doubles et moitiés", "Course aux doubles par équipes et moitiés de dizaines."),
    lesson("Tables d’addition", "Loto des sommes et calcul réfléchi de 8 + 7 de trois façons."),
    lesson("Ajouter des dizaines", "34 + 20, 56 + 30 : seul le chiffre des dizaines bouge."),
    lesson("Table de 2 et de 5", "Comptage rythmé, puis questions dans le désordre."),
    lesson(
        "Le compte est bon",
        "Atteindre 50 avec cinq cartes : plusieurs solutions ont été trouvées.",
    ),
    lesson(
        "Retrancher un petit nombre",
        "Reculer sur la droite dans sa tête. Rituels de trois minutes.",
    ),
];

const LANGUAGE: &[Entry] = &[
    lesson("La phrase", "Nous avons remis des mots dans l’ordre et ajouté la majuscule et le point. Concours de phrases drôles.")
        .learn("Mots de la semaine", "Savoir écrire : école, maître, ami, jouer, avec, toujours.", 10),
    lesson("Le nom et le déterminant", "Tri d’étiquettes : personnes, animaux, choses. Chasse aux noms dans une page de roman.")
        .learn("Mots de la semaine", "Savoir écrire : maison, jardin, arbre, oiseau, un, une, des.", 10),
    lesson("Le verbe", "Mimer une action et la nommer ; trouver le verbe en changeant le temps de la phrase.")
        .learn("Le verbe être", "Savoir conjuguer être au présent.", 10),
    lesson("Masculin, féminin", "Transformer des phrases entières et observer ce qui change à la fin des mots."),
    lesson("Singulier, pluriel", "Le s que l’on n’entend pas : dictée de groupes de mots et correction à deux.")
        .learn("Dictée préparée", "Préparer la dictée : lire, copier, se faire dicter.", 10),
    lesson("Le présent", "Conjugaison de verbes en -er avec les étiquettes de pronoms. Jeu de dés.")
        .learn("Verbes en -er", "Savoir conjuguer chanter et jouer au présent.", 10),
    lesson("Écrire une carte", "Modèle de carte postale, destinataire et signature. Premier jet, puis copie soignée.")
        .exercise("Carte à un ami", "Écrire une carte de quatre phrases à une personne de son choix.", 15)
        .answers(&["Cher papi, je suis à l’école et il fait beau. Hier on a planté des haricots. Le mien a déjà une feuille. Je te fais un gros bisou.", "Coucou Lise, j’ai perdu une dent. Viens jouer samedi. On fera une cabane. À bientôt."]),
    lesson("L’ordre alphabétique", "Ranger les prénoms, chercher un mot dans le dictionnaire, jouer contre le sablier."),
    lesson("L’adjectif", "Enrichir une phrase pour faire deviner un animal. L’adjectif s’accorde, nous l’avons vu sur les étiquettes."),
    lesson("Produire un petit récit", "Trois images pour une histoire : d’abord, ensuite, enfin. Relecture avec la grille de la classe.")
        .exercise("L’histoire en trois images", "Recopier son histoire sans erreur et l’illustrer.", 20)
        .answers(&["D’abord, le renard voit un fromage dans l’arbre. Ensuite, il grimpe et la branche casse. Enfin, il tombe dans la neige et l’oiseau rit.", "D’abord la fille trouve une boîte. Ensuite elle l’ouvre. Enfin il y a un petit chat dedans et elle est contente."]),
];

const WORLD: &[Entry] = &[
    lesson("Vivant ou non vivant ?", "Tri d’images et débat : la flamme, la graine, le nuage. Nous avons écrit nos critères."),
    lesson("De la graine à la plante", "Semis, arrosage, mesures chaque mardi. Les élèves tiennent un carnet d’observation.")
        .exercise("Carnet d’observation", "Dessiner son haricot, noter la date et la taille.", 10)
        .answers(&["Mardi 9 mars. Mon haricot mesure 6 cm. Il a deux feuilles et une tige toute droite.", "Mon haricot n’a pas poussé, je crois qu’il a eu trop d’eau. J’en ai replanté un."]),
    lesson("Se repérer dans le temps", "Frise de l’année, anniversaires et saisons. Avant, après, pendant."),
    lesson("L’école d’autrefois", "Observation de photographies et d’un encrier. Nous avons préparé des questions pour les grands-parents.")
        .exercise("Interview", "Poser trois questions à une personne plus âgée et noter ses réponses.", 20)
        .answers(&["J’ai demandé à ma mamie. 1) Elle écrivait avec une plume. 2) Elle mangeait à la maison le midi. 3) Son jeu préféré était l’élastique.", "Mon voisin allait à l’école à pied, il y avait un poêle et ils étaient trente-cinq dans la classe."]),
    lesson("Le plan du quartier", "Promenade avec le plan, repérage de la mairie, de la poste et de l’arrêt de car. Légende en couleurs."),
    lesson("L’eau dans tous ses états", "Glaçons, vapeur et buée : expériences et dessins avant, après."),
    lesson("Les dents", "Lire une radiographie, compter ses dents, bien les brosser.")
        .learn("Les mots des dents", "Savoir expliquer : incisive, canine, molaire, carie.", 5),
    lesson("Le circuit électrique", "Faire briller une lampe avec une pile plate. Dangers de l’électricité de la maison."),
    lesson("Chaînes alimentaires", "Qui mange qui dans la haie ? Construction d’un mobile avec des flèches."),
    lesson("Paysages de France", "Mer, montagne, campagne, ville : tri de photographies et vocabulaire."),
];
