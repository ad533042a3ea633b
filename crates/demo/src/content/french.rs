//! French at collège.

use super::{Entry, lesson};
use crate::subjects::Level;

pub(super) const fn entries(level: Level) -> &'static [Entry] {
    match level {
        Level::Cinquieme => CINQUIEME,
        Level::Quatrieme => QUATRIEME,
        Level::Troisieme => TROISIEME,
        _ => SIXIEME,
    }
}

const SIXIEME: &[Entry] = &[
    lesson("Entrer dans le conte", "Lecture à voix haute du début d’un conte inventé, « La fileuse de brume ». Nous avons repéré la situation initiale et l’élément qui la bouleverse.")
        .exercise("Imaginer la suite", "Écrire la suite du conte en une dizaine de lignes. Respecter les personnages et le temps du récit.", 30),
    lesson("Les classes de mots", "Tri de mots en équipes, puis construction d’un tableau : nom, verbe, déterminant, adjectif, pronom. Les mots qui résistent ont été gardés pour la suite.")
        .learn("Tableau des classes de mots", "Savoir donner deux exemples de chaque classe.", 10),
    lesson("Le monstre dans les récits anciens", "Portrait du Minotaure et de la Gorgone à partir d’images. Nous avons relevé le vocabulaire de la peur et celui du corps.")
        .exercise("Mon monstre", "Décrire un monstre en huit à dix lignes, en allant de la tête aux pieds, avec au moins trois comparaisons.", 30),
    lesson("Sujet et verbe", "Enquête : qui fait l’action ? Nous avons encadré le sujet par « c’est… qui » et accordé le verbe, même lorsque le sujet est inversé.")
        .exercise("Exercices 4 et 6 p. 212", "Recopier les phrases, souligner le verbe, encadrer le sujet et accorder.", 15),
    lesson("Le présent de l’indicatif", "Révision des trois groupes et des verbes difficiles. Dictée négociée par groupes de trois.")
        .learn("Verbes au présent", "Apprendre être, avoir, aller, faire, dire, venir et pouvoir au présent.", 15),
    lesson("Ulysse et les épreuves du voyage", "Lecture d’un épisode de l’« Odyssée » dans une version pour la jeunesse. Nous avons dessiné la carte du voyage et cherché en quoi Ulysse est rusé.")
        .exercise("Journal d’un compagnon", "Raconter l’épisode du cyclope à la première personne, du point de vue d’un compagnon d’Ulysse.", 35),
    lesson("Poésie : jouer avec les sons", "Écoute de poèmes lus par des élèves. Repérage des rimes, des allitérations et du rythme. Chacun a écrit un haïku sur la cour de l’établissement.")
        .learn("Poème au choix", "Apprendre le poème choisi et préparer une lecture expressive.", 20),
    lesson("Imparfait et passé simple", "Dans un même récit, nous avons distingué ce qui dure et ce qui surgit. Frise au tableau, puis exercices de transformation.")
        .exercise("Transposer un récit", "Réécrire le paragraphe au passé en choisissant entre imparfait et passé simple.", 20),
    lesson("Le théâtre : une farce", "Mise en voix d’une courte farce écrite pour la classe. Vocabulaire : réplique, didascalie, acte, scène, quiproquo.")
        .bring("Accessoires de la farce", "Apporter un accessoire simple pour le rôle choisi."),
    lesson("Écrire une fable", "Après avoir lu deux fables de La Fontaine, nous avons cherché ce qui fait une morale. Premier jet en binômes.")
        .exercise("Notre fable", "Recopier au propre la fable du binôme, en vers ou en prose, avec sa morale.", 30),
];

const CINQUIEME: &[Entry] = &[
    lesson("Le voyage et l’aventure : entrer dans le récit", "Comparaison de trois premières pages de romans d’aventures. Nous avons cherché ce qui donne envie de partir : un lieu, un secret, une promesse.")
        .exercise("Partir", "Écrire la première page d’un roman d’aventures (15 lignes). Ton personnage quitte un lieu connu.", 35)
        .answers(&["Ce matin-là, le brouillard cachait encore le port. Maël serra la ceinture de son manteau et compta ses pièces : sept. C’était assez pour monter à bord de l’« Hirondelle », pas assez pour revenir. Derrière lui, il entendait déjà sa tante l’appeler…", "Je m’appelle Inès et je n’ai jamais quitté mon village. Mais hier, j’ai trouvé une lettre dans le grenier. Elle était adressée à moi, et elle avait cent ans.", "Le bateau partait à six heures. J’avais pris du pain, une corde et la carte de mon grand-père. Personne ne savait que je partais. J’avais peur mais j’étais content."]),
    lesson("Carnet de bord d’un voyageur", "Lecture d’extraits de récits de navigateurs. Nous avons relevé les marques du temps et du lieu, puis la manière de dire l’étonnement.")
        .exercise("Carnet de bord", "Écrire deux pages du carnet de bord d’un marin qui découvre une île. Dater chaque entrée.", 30)
        .answers(&["Le 12 juin. Terre ! Au lever du soleil, la vigie a crié. L’île est verte comme une émeraude et une montagne fume au milieu.\nLe 13 juin. Nous avons jeté l’ancre. Sur la plage, il y a des traces de pas bien plus grandes que les miennes.", "3 mai : nous sommes arrivés sur une île qui n’est pas sur la carte. Il y a des oiseaux bleus qui n’ont pas peur de nous.\n4 mai : on a trouvé de l’eau. Le capitaine a dit qu’on resterait une semaine."]),
    lesson("Les expansions du nom", "À partir d’une phrase nue, nous avons enrichi le groupe nominal : adjectif, complément du nom, proposition relative. Concours de la phrase la plus longue et la plus claire.")
        .exercise("Exercices 3, 5 et 8 p. 268", "Relever les expansions du nom et donner leur nature et leur fonction.", 20)
        .answers(&["Ex 3 : « vieux » adjectif, épithète de marin ; « du port » complément du nom café ; « qui grinçait » proposition relative, complément de l’antécédent porte.\nEx 5 et 8 : voir la photo.", "3) vieux : adjectif épithète. du port : GN prépositionnel complément du nom. qui grinçait : relative. 5) J’ai trouvé sept expansions sur huit."]),
    lesson("Chevaliers et chevalerie", "Découverte de l’adoubement à partir d’une miniature et d’un extrait adapté. Nous avons dressé la liste des qualités attendues du chevalier.")
        .learn("Vocabulaire de la chevalerie", "Savoir définir : adoubement, écu, vassal, prouesse, quête, courtois.", 15),
    lesson("Yvain et la fontaine", "Lecture de l’épisode de la fontaine magique. Étude du merveilleux : ce qui étonne le héros et ce qui ne l’étonne pas. Débat : pourquoi verse-t-il l’eau ?")
        .exercise("Questions sur « Yvain »", "Répondre aux questions 1 à 5 par des phrases complètes, en citant le texte au moins deux fois.", 25)
        .answers(&["1) La scène se passe dans une forêt, près d’une fontaine.\n2) Yvain verse de l’eau sur le perron et une tempête éclate : « le ciel se déchire ».\n3) Le merveilleux, c’est que les oiseaux chantent tous ensemble après l’orage.\n4) Il est courageux car il n’écoute pas ceux qui lui disent de fuir.\n5) Je pense qu’il verse l’eau parce qu’il veut prouver sa valeur.", "1. Dans la forêt de Brocéliande. 2. La tempête commence quand il verse l’eau. 3. L’anneau et la fontaine sont merveilleux. 4. Yvain est brave. 5. Il veut se battre pour l’honneur de son cousin."]),
    lesson("Passé simple et imparfait", "Révision des valeurs des temps du récit à partir d’un combat de chevaliers. Nous avons conjugué les verbes en -ir et en -oir, souvent oubliés.")
        .learn("Conjugaison", "Apprendre au passé simple : venir, tenir, voir, prendre, vouloir. Interrogation orale au prochain cours.", 15),
    lesson("Écrire un combat", "Relevé des verbes de mouvement et des connecteurs de temps. Brouillon en classe, avec relecture croisée à l’aide d’une grille de six critères.")
        .exercise("Le tournoi", "Rédiger au propre le récit du tournoi (20 lignes), au passé simple et à l’imparfait. Souligner les connecteurs.", 40)
        .answers(&["Dès que le héraut leva son bâton, les deux chevaliers s’élancèrent. La terre tremblait sous les sabots. D’abord, Gauvin esquiva la lance de son adversaire ; puis il frappa l’écu si fort que le bois éclata. La foule criait. Alors le chevalier noir tomba de cheval, se releva et tira son épée…", "Le tournoi commença à midi. Il faisait chaud et les armures brillaient. Soudain, le chevalier au lion arriva. D’abord il salua la reine, ensuite il baissa sa visière. Le combat dura longtemps. Enfin, son adversaire demanda grâce et il la lui accorda.", "Il était une fois un tournoi. Les chevaliers se battirent. Le premier tomba, puis le deuxième tomba aussi. À la fin le héros gagna et tout le monde applaudissa."]),
    lesson("Accord du participe passé", "Enquête à partir de vingt phrases : avec être, on accorde avec le sujet ; avec avoir, cela dépend. Nous avons rédigé la règle avec nos propres mots.")
        .exercise("Exercices 10 et 11 p. 301", "Accorder les participes passés et justifier par une flèche.", 15)
        .answers(&["10) Les fleurs sont tombées. Elle est partie. Ils ont mangé. Nous sommes arrivés. 11) Les lettres qu’elle a écrites (COD avant). Il a écrit une lettre (COD après).", "Ex 10 : tombées, partie, mangé, arrivés. Ex 11 : écrit, écrite, vues, pris. Le dernier est faux je crois."]),
    lesson("Avec autrui : la famille et les amis", "Lecture de deux scènes de dispute. Étude des paroles rapportées : ponctuation du dialogue et verbes de parole.")
        .exercise("Une dispute, une réconciliation", "Écrire un dialogue de vingt répliques au plus entre deux amis qui se disputent puis se réconcilient.", 30),
    lesson("La comédie : un médecin malgré lui", "Lecture à voix haute de la scène de la consultation. Les comiques de gestes, de mots et de situation ont été joués puis nommés.")
        .exercise("Jouer la scène", "Par trois, préparer la scène et noter sur le texte les gestes et les tons. Rendre la page annotée.", 25),
    lesson("Le carnet de lecture", "Présentation du roman de la période. Nous avons vu ce qu’on peut noter dans un carnet de lecture : une phrase aimée, une question, un lien avec sa vie, un dessin.")
        .exercise("Carnet de lecture, chapitre 4", "Lire le chapitre 4 et remplir une page du carnet : un résumé de cinq lignes, une phrase aimée et pourquoi, une question.", 20)
        .answers(&["Résumé : Tiphaine découvre que la porte du moulin est ouverte. Elle entre malgré l’interdiction et entend quelqu’un pleurer. C’est le vieux meunier, qui a perdu sa clé.\nMa phrase : « Le silence avait une odeur de farine. » Je l’aime parce qu’on imagine tout de suite le moulin.\nMa question : pourquoi le meunier ne veut-il pas qu’on l’aide ?", "Dans ce chapitre, Tiphaine va au moulin. Elle a peur au début. J’ai aimé quand elle donne son pain au meunier, ça m’a fait penser à mon grand-père. Question : est-ce que la clé est celle du chapitre 1 ?", "J’ai lu le chapitre. Il y a un moulin et un meunier. Ma phrase préférée : « Le silence avait une odeur de farine. » Je n’ai pas de question."]),
    lesson("L’homme et la nature", "Lecture de poèmes sur la forêt et la mer. Nous avons observé les images : comparaison, métaphore, personnification.")
        .exercise("Un poème de saison", "Écrire un poème de douze vers, rimés ou non, avec au moins deux personnifications.", 30),
    lesson("Les propositions subordonnées", "Nous avons séparé les propositions d’une phrase complexe et cherché leur lien : juxtaposition, coordination, subordination.")
        .exercise("Exercices 2 et 4 p. 280", "Encadrer les verbes conjugués, mettre les propositions entre crochets et donner leur nature.", 20),
];

const QUATRIEME: &[Entry] = &[
    lesson("La nouvelle fantastique : un doute", "Lecture du début d’une nouvelle. Nous avons relevé les indices qui font hésiter entre le rêve et le surnaturel.")
        .exercise("Un objet étrange", "Écrire le début d’une nouvelle fantastique : un objet banal devient inquiétant. Vingt lignes, à la première personne.", 40)
        .answers(&["La montre s’était arrêtée à minuit, le soir de son achat. Je la remontai. Le lendemain, elle marquait encore minuit. Je crus à une panne ; pourtant, quand je la portais à mon oreille, j’entendais une respiration.", "Je n’ai pas l’habitude d’avoir peur. Mais ce miroir, dans le couloir, était toujours en retard sur mes gestes. Une seconde, peut-être deux. Je pensais que j’étais fatigué."]),
    lesson("Le champ lexical de la peur", "Tri de mots par intensité, de l’inquiétude à l’épouvante. Réécriture d’un paragraphe pour faire monter la tension.")
        .learn("Vocabulaire", "Savoir employer dix mots du champ lexical de la peur dans une phrase.", 15),
    lesson("Le conditionnel", "Valeurs du conditionnel : hypothèse, politesse, futur dans le passé. Jeu oral « Si j’étais… ».")
        .exercise("Exercices 5 et 7 p. 322", "Conjuguer et donner la valeur du conditionnel.", 15),
    lesson("La lettre : se dire à l’autre", "Étude de lettres de diverses époques, réelles ou inventées. Mise en page, formules et destinataire.")
        .exercise("Lettre à moi-même", "Écrire une lettre à soi-même, à lire dans cinq ans. Elle ne sera lue que par le professeur.", 30),
    lesson("Le personnage de roman réaliste", "Portrait d’une blanchisseuse et d’un employé : détails vrais, vocabulaire du travail. Nous avons relié le texte à l’histoire du XIXe siècle.")
        .exercise("Questions sur l’extrait", "Répondre aux six questions en citant le texte et en analysant au moins un procédé.", 30),
    lesson("Subordonnées conjonctives", "Distinction entre complétive et circonstancielle, à l’aide de manipulations : suppression, déplacement, remplacement.")
        .exercise("Exercices 9 et 12 p. 341", "Délimiter les subordonnées et indiquer leur fonction.", 20),
    lesson("Informer, s’informer", "Comparaison de trois articles sur un même événement local inventé. Nous avons distingué le fait, le commentaire et la source.")
        .exercise("Mon article", "Rédiger un article de vingt lignes sur un événement de l’établissement, avec titre, chapeau et légende.", 35),
    lesson("Le théâtre : conflits et passions", "Lecture d’une scène de tragi-comédie, puis mise en espace. Qui a le pouvoir ? Comment le voit-on sur scène ?")
        .exercise("Note d’intention", "Rédiger une note de mise en scène : décor, costumes, déplacements, lumière.", 25),
    lesson("La ville, lieu de tous les possibles", "Poèmes et photographies de villes. Écriture d’un inventaire poétique à partir d’une promenade imaginaire.")
        .exercise("Inventaire d’une rue", "Écrire un texte poétique sur une rue, en s’appuyant sur les cinq sens.", 25),
    lesson("Argumenter à l’oral", "Préparation d’un débat : faut-il supprimer les devoirs ? Chaque équipe a classé ses arguments et préparé des exemples.")
        .exercise("Fiche d’arguments", "Rendre la fiche : trois arguments, trois exemples, une objection et sa réponse.", 25),
];

const TROISIEME: &[Entry] = &[
    lesson("Se raconter : l’autobiographie", "Lecture de trois souvenirs d’enfance. Nous avons défini le pacte autobiographique et distingué auteur, narrateur et personnage.")
        .exercise("Un souvenir d’école", "Raconter un souvenir d’école en mêlant récit et réflexion d’aujourd’hui (une page et demie).", 45)
        .answers(&["J’avais six ans et je ne savais pas encore siffler. Dans la cour, tous les grands savaient. Aujourd’hui, je me demande pourquoi cela me semblait si important ; je crois que siffler, c’était avoir une place. Ce jour-là, sous le marronnier…", "Le jour de la photo de classe, j’avais mis mon pull rouge. Personne ne m’avait dit qu’il fallait du blanc. Sur l’image, on ne voit que moi. Longtemps j’en ai eu honte, maintenant j’en ris."]),
    lesson("Les valeurs du présent", "Présent d’énonciation, de narration, de vérité générale : classement de phrases, puis emploi dans un paragraphe.")
        .learn("Valeurs du présent", "Savoir donner un exemple personnel pour chaque valeur.", 10),
    lesson("Dénoncer les travers de la société", "Étude d’un portrait satirique. Ironie, exagération, antithèse : comment faire rire et réfléchir à la fois ?")
        .exercise("Portrait satirique", "Faire le portrait satirique d’un défaut, jamais d’une personne réelle (25 lignes).", 40),
    lesson("La réécriture du brevet", "Méthode : lire la consigne, surligner ce qui change, vérifier chaque accord. Entraînement sur trois réécritures.")
        .exercise("Réécriture n° 2", "Réécrire le passage en remplaçant « je » par « nous » et faire toutes les modifications nécessaires.", 20),
    lesson("Visions poétiques du monde", "Lecture de poèmes en vers libres. Nous avons comparé deux regards sur un même paysage et travaillé la mise en voix.")
        .exercise("Commenter une image", "Expliquer en quinze lignes une métaphore du poème étudié.", 25),
    lesson("Agir dans la cité : héros et engagement", "Lecture d’extraits de récits de résistance écrits pour la jeunesse. Qu’est-ce qu’un acte courageux ?")
        .exercise("Questions de compréhension", "Traiter les questions 1 à 7 dans les conditions du brevet.", 40),
    lesson("Les paroles rapportées", "Discours direct, indirect et indirect libre. Transformations à l’oral puis à l’écrit, avec attention aux temps.")
        .exercise("Exercices 6 et 8 p. 356", "Transposer les paroles et souligner tous les mots qui changent.", 20),
    lesson("Le théâtre tragique au XXe siècle", "Réécriture d’un mythe antique : pourquoi reprendre une histoire que tout le monde connaît ? Lecture et mise en espace de l’affrontement.")
        .exercise("Sujet de réflexion", "Faut-il toujours obéir aux lois ? Répondre en deux paragraphes organisés, avec des exemples.", 45),
    lesson("Progrès et rêves scientifiques", "Lecture d’une nouvelle d’anticipation. Nous avons listé les espoirs et les inquiétudes liés aux machines.")
        .exercise("Une invention", "Imaginer une invention et ses conséquences inattendues (une page).", 40),
    lesson("Préparer l’oral du brevet", "Construction d’un plan, choix d’un support, gestion du temps. Passages de trois élèves avec grille d’écoute bienveillante.")
        .exercise("Plan de l’oral", "Rendre le plan détaillé de l’exposé et la liste des sources.", 30),
];
