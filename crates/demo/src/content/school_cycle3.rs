//! École, cycle 3: CM1, CM2; and what every level of an école shares.

use super::{Entry, lesson};
use crate::subjects::Subject;

pub(super) const fn entries(subject: Subject) -> &'static [Entry] {
    match subject {
        Subject::Reading => READING,
        Subject::Numbers => NUMBERS,
        Subject::MentalArithmetic => MENTAL,
        Subject::Language => LANGUAGE,
        Subject::SchoolCivics => CIVICS,
        Subject::SchoolArt | Subject::SchoolEnglish => ARTS,
        _ => DISCOVERY,
    }
}

const READING: &[Entry] = &[
    lesson("Entrer dans un roman policier", "Lecture du premier chapitre de « L’affaire du cahier vert », écrit pour l’école. Nous avons dressé la liste des suspects et des indices.")
        .exercise("Carnet d’enquête, chapitre 1", "Noter trois indices et proposer une hypothèse, avec une phrase du texte.", 20)
        .answers(&["Indices : la tache d’encre, la fenêtre ouverte, le goûter à moitié mangé. Je pense que c’est le gardien parce qu’on lit : « Il avait du vert au bout des doigts. »", "J’ai trouvé deux indices : la tache et la fenêtre. Mon suspect est Lucette car elle a l’air pressée."]),
    lesson("Lire entre les lignes", "Ce que le texte dit, ce qu’il laisse deviner : nous avons surligné de deux couleurs et justifié nos inférences."),
    lesson("Le théâtre à l’école", "Lecture d’une saynète à quatre voix. Didascalies, ton, silences. Répartition des rôles.")
        .learn("Mon rôle", "Savoir les six premières répliques de son rôle.", 15),
    lesson("Lire un article", "Journal pour enfants fabriqué par la classe voisine : chapeau, légende, encadré. Qui, quoi, où, quand, pourquoi ?")
        .exercise("Mon article", "Écrire un article de huit phrases sur un événement de l’école.", 25)
        .answers(&["La récolte du potager. Mardi, les CM1 ont récolté onze kilos de pommes de terre. « On ne pensait pas en avoir autant », raconte une élève. La cantinière en a fait une purée. L’an prochain, la classe plantera des courges.", "La course de l’école. Jeudi il y avait une course. Tout le monde a couru. Il faisait froid. Les CM2 ont couru le plus longtemps. À la fin on a bu du chocolat chaud."]),
    lesson("Poésies de la nature", "Lecture de trois poèmes et comparaison des images. Choix, copie, illustration.")
        .learn("Poésie", "Apprendre le poème choisi ; le dire en regardant son public.", 15),
    lesson("Le conte et ses versions", "Deux versions d’un même conte : tableau des ressemblances et des différences.")
        .exercise("Comparer", "Écrire cinq différences entre les deux versions.", 15)
        .answers(&["1) Dans la première, le héros est un garçon, dans la deuxième une fille. 2) Le loup parle. 3) Il y a une rivière. 4) La grand-mère s’échappe toute seule. 5) La fin est drôle.", "La fin change, le héros change, le lieu change, le loup est gentil et il y a de la neige."]),
    lesson("Rallye lecture", "Présentation des dix albums du rallye et du carnet. Chacun a choisi son premier livre.")
        .learn("Rallye lecture", "Lire le livre choisi et répondre au questionnaire en classe lundi.", 20),
    lesson("Lecture à voix haute", "Entraînement à deux avec grille : vitesse, articulation, expression. Enregistrement.")
        .learn("Lecture", "S’entraîner sur le texte de la semaine : trois lectures.", 10),
    lesson("Lire un schéma et une carte", "Retrouver dans un documentaire les renseignements qui ne sont pas dans le texte."),
    lesson("Débat : le personnage a-t-il eu raison ?", "Discussion à partir du dernier chapitre ; chacun a donné un argument et un exemple.")
        .exercise("Mon avis", "Donner son avis en cinq phrases avec « je pense que » et « parce que ».", 15)
        .answers(&["Je pense que Noémie a eu raison parce qu’elle voulait protéger son ami. Elle aurait pu en parler à la maîtresse. Mais elle avait promis. Moi, j’aurais attendu un jour. Après, j’aurais tout raconté.", "Je pense qu’elle a eu tort parce que mentir, ça complique tout. À sa place j’aurais dit la vérité."]),
];

const NUMBERS: &[Entry] = &[
    lesson("Les grands nombres", "Lecture, écriture et décomposition jusqu’au million. Jeu du nombre mystère.")
        .exercise("Décomposer", "Décomposer six nombres et les ranger dans l’ordre croissant.", 15)
        .answers(&["45 308 = 40 000 + 5 000 + 300 + 8. 120 050 = 100 000 + 20 000 + 50. Rangés : 9 999 < 45 308 < 45 380 < 120 050 < 210 005 < 1 000 000.", "J’ai tout décomposé. Le plus grand est 1 000 000 et le plus petit 9 999."]),
    lesson("Multiplication posée", "Multiplier par un nombre à deux chiffres ; ordre de grandeur avant de poser.")
        .exercise("Trois multiplications", "Poser 47 × 23, 68 × 35 et 104 × 52.", 15)
        .answers(&["47 × 23 = 1 081. 68 × 35 = 2 380. 104 × 52 = 5 408.", "1 081, 2 380 et 5 208. J’ai oublié une retenue peut-être."]),
    lesson("Fractions simples", "Bandes de papier pliées : demi, tiers, quart. Placer sur une droite graduée.")
        .exercise("La bande graduée", "Placer les huit fractions sur la droite.", 15)
        .answers(&["J’ai placé 1/2, 1/4, 3/4, 5/4, 1/3, 2/3, 3/2 et 2. Les fractions plus grandes que 1 sont après le trait.", "Photo de ma droite. J’ai eu du mal avec les tiers."]),
    lesson("Nombres décimaux", "Des fractions décimales à la virgule : dixièmes et centièmes, avec la monnaie et le mètre.")
        .learn("Dixièmes et centièmes", "Savoir lire 3,4 et 3,04 et expliquer la différence.", 10),
    lesson("Division", "Partager 158 images entre 6 élèves : plusieurs procédures, puis la technique.")
        .exercise("Deux divisions", "Poser 158 ÷ 6 et 347 ÷ 5, avec la vérification.", 15)
        .answers(&["158 ÷ 6 : q = 26, r = 2. Vérification : 26 × 6 + 2 = 158. 347 ÷ 5 : q = 69, r = 2. 69 × 5 + 2 = 347.", "26 reste 2. 69 reste 2."]),
    lesson("Programmes de construction", "Suivre, puis écrire un programme. Vocabulaire : perpendiculaire, milieu, rayon.")
        .exercise("Construire", "Réaliser la figure du programme sur feuille blanche.", 20),
    lesson("Proportionnalité", "La recette des crêpes pour quatre, huit, puis dix. Tableau et passage par l’unité.")
        .exercise("Les crêpes", "Calculer les quantités pour douze personnes.", 10)
        .answers(&["Pour 12 c’est trois fois plus que pour 4 : 750 g de farine, 12 œufs, 1,5 L de lait.", "750 g de farine, 9 œufs, 1,5 L de lait. J’ai fait fois trois."]),
    lesson("Périmètres", "Mesurer le tour de figures avec une ficelle, puis calculer. Formules du carré et du rectangle.")
        .exercise("Le tour du jardin", "Calculer le périmètre des trois jardins.", 15),
    lesson("Durées", "Horaires de car et programmes : calculer une durée avec la droite du temps.")
        .exercise("Le voyage en car", "Résoudre les trois problèmes d’horaires.", 15)
        .answers(&["De 8 h 45 à 10 h 20 il y a 1 h 35. Le car arrive à 12 h 05. Il faut partir à 7 h 50.", "1 h 35 min, 12 h 05 et 8 h 50."]),
    lesson("Problèmes", "Chercher seul, puis à deux ; présenter sa méthode. Schémas en barres.")
        .exercise("Le spectacle", "Résoudre le problème du spectacle avec schéma, calculs et phrase.", 15)
        .answers(&["48 × 6 = 288 € pour les enfants. 35 × 9 = 315 € pour les adultes. 288 + 315 = 603. La recette est de 603 €.", "J’ai trouvé 603 euros. Mon schéma est sur la photo."]),
];

const MENTAL: &[Entry] = &[
    lesson("Tables de 6 à 9", "Course en équipes et stratégies pour retrouver un résultat oublié."),
    lesson(
        "Multiplier par 10, 100",
        "Observer ce que devient chaque chiffre dans le tableau de numération.",
    ),
    lesson("Compléments à cent et à mille", "Rendre la monnaie sans poser l’opération."),
    lesson(
        "Doubles et moitiés de grands nombres",
        "Décomposer pour aller plus vite ; ardoise et explications.",
    ),
    lesson(
        "Ordres de grandeur",
        "Choisir le résultat possible parmi trois, sans calculer exactement.",
    ),
    lesson("Calcul en ligne", "25 × 12 de quatre façons : la classe a voté pour la plus élégante."),
    lesson("Fractions et quantités", "Le tiers de 21, les trois quarts de 40 : cartes et défis."),
    lesson(
        "Le compte est bon",
        "Recherche individuelle, puis mise en commun ; record de la classe battu.",
    ),
];

const LANGUAGE: &[Entry] = &[
    lesson("Sujet et prédicat", "Encadrer le sujet avec « c’est… qui », souligner ce que l’on en dit. Classement de phrases.")
        .exercise("Exercices 2 et 3 p. 34", "Encadrer les sujets et souligner les verbes.", 15)
        .answers(&["2) Le vieux pêcheur / les enfants du village / tu / ma sœur et moi. 3) chantait, courent, arrives, jouons.", "J’ai fini les deux exercices, photo jointe."]),
    lesson("L’imparfait", "Observation d’un texte de souvenirs et construction du tableau. Les radicaux qui piègent.")
        .learn("Imparfait", "Savoir conjuguer être, avoir, faire, finir, manger à l’imparfait.", 10),
    lesson("Le futur", "Horoscope inventé par la classe : relever les verbes et leurs terminaisons.")
        .learn("Futur", "Savoir conjuguer aller, venir, voir, pouvoir au futur.", 10),
    lesson("Homophones a / à, et / est", "Remplacer pour choisir. Dictée de phrases courtes et correction en binômes.")
        .exercise("Choisir le bon mot", "Recopier les dix phrases en choisissant.", 10)
        .answers(&["1 a 2 à 3 et 4 est 5 à 6 et 7 a 8 est 9 à 10 et. J’ai remplacé par « avait » et « était ».", "a, à, et, est, à, et, à, est, à, et."]),
    lesson("L’accord dans le groupe nominal", "Chaîne d’accords fléchée au tableau. Dictée à trous.")
        .learn("Dictée préparée", "Préparer la dictée : « Les petites barques bleues… ».", 15),
    lesson("Compléments de phrase", "Supprimer, déplacer : nous avons distingué ce qui est nécessaire de ce qui précise.")
        .exercise("Enrichir des phrases", "Ajouter un complément de temps et un complément de lieu à cinq phrases.", 15)
        .answers(&["Hier soir, le chat dormait sur le toit. Chaque matin, nous courons dans le parc. En hiver, la neige tombe sur les collines. À midi, elle mange sous le préau. Demain, ils partiront à la mer.", "Le chat dort le soir sur le lit. On court le lundi au stade. Il pleut en mars à l’école."]),
    lesson("Le passé composé", "Auxiliaires être et avoir ; accord avec être. Récit d’une sortie.")
        .exercise("Ma sortie", "Raconter une sortie en six phrases au passé composé.", 15)
        .answers(&["Samedi, nous sommes allés au bord de l’Ormelle. Ma sœur est tombée dans la boue. J’ai trouvé une plume grise. Papa a allumé le réchaud. Nous avons mangé des pâtes. Nous sommes rentrés tard.", "J’ai été à la piscine. J’ai sauté. J’ai nagé. On a mangé des frites. On a repris le car. J’ai dormi."]),
    lesson("Familles de mots", "Radical, préfixe, suffixe : arbres de mots autour de terre, jour et dent."),
    lesson("Écrire un récit", "Plan en quatre étapes, premier jet, relecture à deux, réécriture.")
        .exercise("Le récit", "Recopier son récit corrigé (quinze lignes).", 25)
        .answers(&["Un soir d’orage, la lumière du phare s’éteignit. Mila, la fille du gardien, savait que le bateau de son père allait rentrer. Elle prit sa lampe, monta les cent douze marches et agita la lumière jusqu’au matin. Quand la barque accosta, son père lui dit simplement : « J’ai vu une étoile très basse. »", "Il était une fois un garçon qui avait perdu sa voix. Il chercha partout. Il alla voir le vent. Le vent l’avait prise pour s’amuser. Alors le garçon lui donna un sifflet et le vent rendit la voix."]),
];

const DISCOVERY: &[Entry] = &[
    lesson("Avant la France : la Gaule", "Fouilles, objets et carte des peuples. Nous avons séparé ce que l’on sait et ce que l’on imagine.")
        .learn("Leçon d’histoire", "Savoir situer les Gaulois et les Romains sur la frise.", 10),
    lesson("Les lieux où j’habite", "Carte de la commune, photographies et trajets. Chacun a dessiné son espace vécu.")
        .exercise("Mon trajet", "Dessiner son trajet de la maison à l’école avec une légende.", 20)
        .answers(&["Mon plan est en photo. Je passe devant le lavoir, puis je traverse le pont et l’école est à gauche.", "J’habite loin alors j’ai dessiné la route du car. Il y a sept arrêts."]),
    lesson("L’énergie", "Besoins, sources et transformations ; nous avons fabriqué un petit moulin.")
        .exercise("Chasse à l’énergie", "Trouver chez soi cinq objets et dire quelle énergie ils utilisent.", 15)
        .answers(&["Lampe : électricité. Vélo : mes muscles. Gazinière : gaz. Calculatrice : soleil. Poêle : bois.", "Télé, frigo, voiture (essence), lampe de poche (piles), radiateur."]),
    lesson("Charlemagne et l’école", "Légende et réalité : lecture de deux documents et débat.")
        .learn("Repères", "Connaître trois dates du Moyen Âge.", 10),
    lesson("Se déplacer en France", "Plan de réseau, horaires et carte. Comparer train, car et vélo."),
    lesson("Le corps en mouvement", "Os, muscles, articulations : maquette du bras en carton et attaches parisiennes.")
        .exercise("Schéma du bras", "Légender le schéma et expliquer ce qui se passe quand on plie le bras.", 15)
        .answers(&["Quand je plie le bras, le biceps se raccourcit et le triceps s’allonge. L’articulation est le coude.", "Biceps, triceps, humérus, coude. Le biceps tire."]),
    lesson("Louis XIV et Versailles", "Lecture d’un plan et d’un emploi du temps du roi. Pourquoi montrer autant de richesses ?")
        .exercise("Une journée du roi", "Raconter en huit lignes une journée à la cour.", 20)
        .answers(&["Le matin, plein de gens regardent le roi se lever. Ensuite il va à la messe et travaille avec ses ministres. L’après-midi il se promène dans les jardins ou il chasse. Le soir il y a de la musique. Tout le monde veut être vu par lui.", "Le roi se lève à 8 h 30. On l’habille. Il mange. Il chasse. Il y a un bal. Il se couche et tout le monde regarde."]),
    lesson("Se loger, travailler, se cultiver", "Enquête dans la commune et tableau des lieux. Affiche de présentation."),
    lesson("Mélanges et solutions", "Expériences avec sel, sable, huile. Protocole, schéma, conclusion.")
        .exercise("Compte rendu d’expérience", "Rédiger la conclusion et faire le schéma.", 15)
        .answers(&["Le sel a disparu mais il est toujours là car l’eau a le goût salé : il s’est dissous. Le sable est resté au fond. L’huile flotte.", "Sel : soluble. Sable : non. Huile : non. J’ai fait le schéma."]),
    lesson("Le temps des rois : 1789", "Cahiers de doléances et récit de la journée du 14 juillet. Frise complétée.")
        .learn("Leçon", "Savoir raconter le 14 juillet 1789 en quatre phrases.", 10),
];

/// Civic education, for every level of an école.
pub(super) const CIVICS: &[Entry] = &[
    lesson(
        "Les règles de la classe",
        "Nous avons cherché les règles utiles, voté et signé l’affiche.",
    ),
    lesson(
        "Le conseil d’élèves",
        "Ordre du jour, tour de parole, décisions. Deux propositions seront portées à la directrice ou au directeur.",
    ),
    lesson("Les émotions et les mots", "Dire sans blesser : messages clairs joués par deux."),
    lesson(
        "Tous différents, tous égaux",
        "Lecture d’un album et débat. Chacun a écrit une qualité de son voisin.",
    ),
    lesson("Porter secours", "Alerter, protéger : jeux de rôle et numéros utiles.").learn(
        "Numéros d’urgence",
        "Connaître les numéros 15, 17, 18 et 112.",
        5,
    ),
    lesson(
        "La commune",
        "Que fait le conseil municipal ? Préparation de questions pour une visite de la mairie.",
    ),
    lesson(
        "Protéger la planète",
        "Pesée des restes de la cantine et défi de la semaine : moitié moins.",
    ),
    lesson(
        "Les symboles de la République",
        "Drapeau, devise, Marianne : où les voit-on ? Chasse aux symboles dans l’école.",
    ),
];

/// Arts, for every level of an école.
pub(super) const ARTS: &[Entry] = &[
    lesson(
        "Peindre la pluie",
        "Encres, brosses à dents et pailles : chacun a inventé sa pluie. Exposition dans le couloir.",
    ),
    lesson(
        "Chorale",
        "Échauffement, canon et nouveau couplet. Nous avons appris à respirer ensemble.",
    )
    .learn("Chant", "Revoir les paroles du deuxième couplet.", 5),
    lesson("Autoportraits", "Miroir, photocopies et collages : dix façons de se représenter."),
    lesson("Rythmes", "Percussions corporelles et partition inventée avec des couleurs."),
    lesson("Fabriquer un masque", "Carton, plis et attaches. Essais et répétition de la saynète.")
        .bring("Carton et laine", "Apporter un carton plat et un peu de laine."),
    lesson(
        "Regarder un tableau",
        "Description à l’aveugle pour un camarade qui dessine sans voir.",
    ),
    lesson("Sculpture légère", "Fil, papier et équilibre : mobiles suspendus au plafond."),
    lesson("Écoute musicale", "Un même air joué par trois instruments : que ressent-on ?"),
];
