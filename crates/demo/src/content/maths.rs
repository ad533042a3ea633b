//! Mathematics at collège.

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
    lesson("Nombres entiers et décimaux", "Nous avons rappelé la valeur des chiffres selon leur rang, puis décomposé des nombres décimaux. Jeu du « nombre mystère » par équipes. Trace écrite : tableau de numération.")
        .exercise("Exercices 5, 8 et 9 p. 14", "Recopier le tableau de numération et faire les trois exercices. Écrire au moins une phrase pour chaque réponse.", 20),
    lesson("Comparer et ranger des nombres décimaux", "Sur la demi-droite graduée, chacun a placé cinq nombres. Nous avons vu pourquoi 3,12 est plus petit que 3,9, même s’il a plus de chiffres.")
        .learn("Leçon 2", "Savoir expliquer à quelqu’un comment on compare deux nombres décimaux.", 10),
    lesson("Droites perpendiculaires et parallèles", "Construction à l’équerre, d’abord au tableau puis dans le cahier. Nous avons établi la propriété : deux droites perpendiculaires à une même droite sont parallèles.")
        .exercise("Programme de construction", "Suivre les six étapes du programme distribué, sur feuille blanche, puis photographier la figure. Laisser les traits de construction.", 25),
    lesson("Addition et soustraction de décimaux", "Nous avons posé des opérations en alignant les virgules et cherché d’abord un ordre de grandeur. Problème du ticket de caisse en binômes.")
        .exercise("Le ticket de caisse", "Terminer le problème du ticket de caisse et vérifier le résultat par un ordre de grandeur.", 15),
    lesson("Multiplication de décimaux", "Recherche : combien coûtent 2,5 kg de pommes à 3,20 € le kilogramme ? Deux méthodes ont été comparées, puis nous avons écrit la règle pour placer la virgule.")
        .exercise("Exercices 21 et 24 p. 39", "Poser chaque multiplication et écrire l’ordre de grandeur à côté.", 20),
    lesson("Cercle, milieu et médiatrice", "Vocabulaire du cercle : centre, rayon, diamètre, corde. Construction de la médiatrice au compas et découverte de sa propriété.")
        .bring("Compas et équerre", "Apporter un compas en bon état, une équerre et un crayon bien taillé."),
    lesson("Division euclidienne", "Partage de 157 cartes entre 12 joueurs : nous avons distingué le quotient et le reste. Critères de divisibilité par 2, 3, 5, 9 et 10.")
        .exercise("Cartes et boîtes", "Répondre aux trois problèmes de la fiche. Écrire l’égalité a = b × q + r pour chacun.", 20),
    lesson("Fractions : partager une unité", "Pliages de bandes de papier pour obtenir des demis, des tiers et des quarts. Nous avons ensuite placé les fractions sur une droite graduée.")
        .exercise("Bandes à colorier", "Colorier la fraction demandée de chaque bande, puis ranger les fractions de la plus petite à la plus grande.", 15),
    lesson("Angles : mesurer et construire", "Utilisation du rapporteur, en estimant d’abord si l’angle est aigu ou obtus. Chacun a construit trois angles et les a fait vérifier par son voisin.")
        .exercise("Les angles de la figure", "Mesurer les sept angles de la figure et compléter le tableau.", 15),
    lesson("Proportionnalité", "Recette pour 4 personnes, à refaire pour 6, puis pour 10. Nous avons utilisé le passage par l’unité et les propriétés de linéarité.")
        .exercise("La recette du gâteau", "Calculer les quantités pour 15 personnes et expliquer la méthode choisie.", 15),
    lesson("Périmètres et aires", "Nous avons comparé deux figures de même périmètre mais d’aires différentes. Formules du rectangle, du carré et du triangle rectangle.")
        .exercise("Le plan de la chambre", "Dessiner à l’échelle le plan d’une chambre imaginaire et calculer son aire.", 25),
    lesson("Symétrie axiale", "Découverte par pliage, puis construction à l’équerre et au compas. Nous avons cherché les axes de symétrie de panneaux et de lettres.")
        .exercise("Le masque", "Compléter le masque par symétrie et le mettre en couleurs.", 20),
];

const CINQUIEME: &[Entry] = &[
    lesson("Enchaînements d’opérations", "Nous avons cherché pourquoi deux calculatrices ne donnaient pas le même résultat pour 4 + 3 × 5. Règle : la multiplication et la division d’abord, sauf s’il y a des parenthèses.")
        .exercise("Exercices 12 et 13 p. 24", "Effectuer les calculs en écrivant toutes les étapes, une par ligne. Souligner à chaque fois le calcul que l’on fait en premier.", 15)
        .answers(&["Ex 12 : A = 18 − 2 × 5 = 18 − 10 = 8. B = (7 + 5) ÷ 4 = 12 ÷ 4 = 3. C = 6 + 4 × (9 − 7) = 6 + 4 × 2 = 14. Ex 13 : il faut mettre les parenthèses autour de 3 + 2.", "Exercice 12\nA = 8\nB = 3\nC = 6 + 4 × 2 = 6 + 8 = 14\nExercice 13 : (3 + 2) × 4 = 20, j’ai vérifié avec la calculatrice.", "A = 18 − 2 × 5 = 16 × 5 = 80\nB = 12 ÷ 4 = 3\nC = 14. J’hésite pour le A."]),
    lesson("Écrire une expression", "Traduire une phrase par un calcul : « le produit de la somme de 4 et 7 par 3 ». Travail en binômes : l’un dicte, l’autre écrit.")
        .learn("Vocabulaire des opérations", "Savoir utiliser les mots somme, différence, produit, quotient, terme et facteur.", 10),
    lesson("Symétrie centrale : découvrir", "Sur calque, nous avons fait tourner une figure d’un demi-tour. Nous avons comparé avec la symétrie axiale de 6e et écrit la définition du symétrique d’un point.")
        .exercise("Symétrique du drapeau", "Construire le symétrique du drapeau par rapport au point O, à la règle et au compas. Envoyer une photo de la figure.", 20)
        .answers(&["J’ai tracé les droites qui passent par O et j’ai reporté les longueurs au compas. Mon drapeau est à l’envers, c’est normal car c’est un demi-tour. La photo est jointe.", "Voici ma figure. J’ai eu du mal pour le point D mais en refaisant avec le compas ça marche.", "Figure faite sur feuille blanche. Les longueurs OA et OA′ sont égales : 4,2 cm."]),
    lesson("Symétrie centrale : propriétés", "Nous avons démontré que le symétrique d’une droite est une droite parallèle. Conservation des longueurs, des angles et des aires.")
        .exercise("Exercices 31 et 33 p. 142", "Rédiger les deux démonstrations avec « je sais que », « or », « donc ».", 20)
        .answers(&["Je sais que les points A et A′ sont symétriques par rapport à O. Or la symétrie centrale conserve les longueurs. Donc AB = A′B′ = 5 cm.", "Ex 31 : je sais que (d′) est le symétrique de (d). Or le symétrique d’une droite est une droite parallèle. Donc (d) // (d′).\nEx 33 : pareil avec les angles, l’angle mesure 47°."]),
    lesson("Multiples, diviseurs et nombres premiers", "Crible d’Ératosthène jusqu’à 100, par groupes de quatre. Nous avons décomposé plusieurs nombres en produits de facteurs premiers.")
        .exercise("Décompositions", "Décomposer 84, 90 et 132 en produits de facteurs premiers, puis trouver tous les diviseurs de 84.", 15)
        .answers(&["84 = 2 × 2 × 3 × 7\n90 = 2 × 3 × 3 × 5\n132 = 2 × 2 × 3 × 11\nDiviseurs de 84 : 1, 2, 3, 4, 6, 7, 12, 14, 21, 28, 42, 84.", "84 = 4 × 21 = 2 × 2 × 3 × 7. 90 = 9 × 10 = 3 × 3 × 2 × 5. 132 = 12 × 11. Les diviseurs de 84 : 1, 2, 3, 4, 6, 7, 12, 14, 21, 42 et 84."]),
    lesson("Fractions égales", "Avec des bandes de papier, nous avons vu que deux tiers et quatre sixièmes désignent la même longueur : \\(\\frac23 = \\frac46\\). Règle de simplification et premiers exercices à l’oral.")
        .exercise("Simplifier des fractions", "Simplifier les dix fractions de la fiche. Écrire par quel nombre on divise.", 15)
        .answers(&["12/18 = 2/3 (on divise par 6). 15/25 = 3/5 (par 5). 14/49 = 2/7 (par 7). 24/36 = 2/3 (par 12). Les autres sont sur la photo.", "1) 2/3, 2) 3/5, 3) 2/7, 4) 12/18 = 6/9 = 2/3, 5) 1/4. J’ai simplifié en plusieurs fois."]),
    lesson("Nombres relatifs : repérage", "Températures, altitudes et ascenseur : à quoi servent les nombres négatifs. Placement sur une droite graduée, puis bataille navale dans un repère.")
        .exercise("La carte au trésor", "Placer les huit points dans le repère et les relier dans l’ordre. Donner les coordonnées du trésor.", 15)
        .answers(&["Le trésor est au point T(−3 ; 2). Quand on relie on obtient un bateau.", "J’ai placé tous les points. Le trésor a pour coordonnées (−3 ; 2). J’avais inversé l’abscisse et l’ordonnée au début.", "Coordonnées du trésor : T(2 ; −3). Mon dessin ressemble à un bateau un peu penché."]),
    lesson("Additionner des nombres relatifs", "Jeu des jetons rouges et bleus pour trouver les règles. Nous avons distingué deux cas : les nombres de même signe et ceux de signes contraires.")
        .exercise("Pyramides de relatifs", "Compléter les quatre pyramides : chaque brique est la somme des deux briques du dessous.", 15)
        .answers(&["Pyramide 1 : sommet −4. Pyramide 2 : sommet 3. Pyramide 3 : sommet 0. Pyramide 4 : sommet −11.", "Sommets : −4 ; 3 ; 0 ; −9. Pour la dernière j’ai un doute car −5 + (−6) c’est peut-être −11."]),
    lesson("Inégalité triangulaire", "Chaque groupe a reçu des pailles et a cherché lesquelles forment un triangle. Nous en avons tiré l’inégalité triangulaire et le cas des points alignés.")
        .exercise("Triangles possibles", "Dire pour chaque série de longueurs si le triangle existe, en justifiant, puis construire les triangles possibles.", 20)
        .answers(&["a) 7 < 4 + 5 donc on peut construire. b) 9 > 3 + 4 donc c’est impossible. c) 10 = 6 + 4 : les points sont alignés. d) possible.", "Le a et le d existent. Le b n’existe pas parce que 3 + 4 = 7 et 7 est plus petit que 9. Le c est aplati."]),
    lesson("Somme des angles d’un triangle", "En découpant les trois coins d’un triangle, nous avons obtenu un angle plat. Démonstration avec les angles alternes-internes, puis calculs d’angles.")
        .exercise("Angles manquants", "Calculer les angles manquants des cinq triangles. Rédiger entièrement les deux premiers.", 20)
        .answers(&["1) Dans un triangle, la somme des angles est égale à 180°. 180 − (65 + 48) = 67. Donc l’angle mesure 67°.\n2) Le triangle est isocèle donc les angles à la base sont égaux : (180 − 40) ÷ 2 = 70°.\n3) 30° 4) 60° 5) 112°.", "1 : 67°. 2 : 70° et 70°. 3 : 30°. 4 : 60° car il est équilatéral. 5 : 122°."]),
    lesson("Proportionnalité et pourcentages", "Lecture d’étiquettes de soldes fabriquées par la classe. Nous avons calculé des pourcentages à l’aide d’un tableau, puis avec une fraction de 100.")
        .exercise("Les soldes de la boutique", "Calculer la réduction et le nouveau prix de six articles. Présenter les réponses dans un tableau.", 20)
        .answers(&["Blouson : 60 €, 30 % de réduction = 18 €, nouveau prix 42 €. Chaussures : 45 €, 20 % = 9 €, nouveau prix 36 €. Sac : 25 €, 10 % = 2,50 €, nouveau prix 22,50 €.", "J’ai fait le tableau sur ma feuille. Le blouson coûte 42 €, les chaussures 36 €, le sac 22,50 €, le bonnet 9 €. Je n’ai pas réussi les deux derniers."]),
    lesson("Parallélogrammes", "Construction par symétrie centrale d’un triangle. Nous avons listé les propriétés des côtés, des angles et des diagonales.")
        .exercise("Trois façons de construire", "Construire le même parallélogramme de trois façons différentes en indiquant la propriété utilisée.", 25),
    lesson("Comparer et additionner des fractions", "Problème de la pizza partagée entre trois amis, puis règle : on met au même dénominateur. Un dénominateur est toujours multiple de l’autre cette année.")
        .exercise("Exercices 12 et 13 p. 84", "Faire les exercices 12 et 13 page 84. Donner chaque résultat sous la forme la plus simple possible.", 15)
        .answers(&["Ex 12 : a) 1/2 + 3/4 = 2/4 + 3/4 = 5/4 b) 2/3 + 5/6 = 4/6 + 5/6 = 9/6 = 3/2 c) 7/10 − 2/5 = 7/10 − 4/10 = 3/10.\nEx 13 : Il reste 1/4 du gâteau.", "a) 1/2 + 3/4 = 4/6 b) 2/3 + 5/6 = 9/6 c) 7/10 − 2/5 = 3/10. Pour l’exercice 13 j’ai trouvé qu’il reste un quart.", "12. a = 5/4, b = 3/2, c = 3/10\n13. 1/2 + 1/4 = 3/4 donc il reste 1 − 3/4 = 1/4. Les trois quarts du gâteau ont été mangés."]),
    lesson("Calcul littéral", "Motif en allumettes : combien en faut-il pour 10, 50, puis n carrés ? Nous avons comparé les formules trouvées et testé une égalité.")
        .exercise("Tester une égalité", "Dire si l’égalité 3x + 4 = 5x − 2 est vraie pour x = 2, puis pour x = 3. Rédiger les deux calculs.", 15),
    lesson("Statistiques : fréquences et moyennes", "Enquête sur le temps de trajet des élèves de la classe. Nous avons organisé les données, calculé des fréquences et construit un diagramme.")
        .exercise("Le temps de trajet", "Calculer la moyenne des temps de trajet et construire le diagramme en bâtons.", 20),
];

const QUATRIEME: &[Entry] = &[
    lesson("Multiplier et diviser des nombres relatifs", "À partir de suites de produits, nous avons deviné puis énoncé la règle des signes. Calcul mental sur ardoise pendant dix minutes.")
        .exercise("Exercices 7, 9 et 14 p. 18", "Effectuer les produits et les quotients. Entourer d’abord le signe du résultat.", 20),
    lesson("Théorème de Pythagore", "Puzzle de Périgal découpé par chaque groupe : l’aire du grand carré est la somme des deux autres. Énoncé du théorème et premier calcul de longueur.")
        .exercise("L’échelle contre le mur", "Calculer à quelle hauteur arrive une échelle de 5 m dont le pied est à 1,40 m du mur. Faire un schéma et rédiger.", 20)
        .answers(&["Le triangle ABC est rectangle en A, donc d’après le théorème de Pythagore BC² = AB² + AC². 25 = AB² + 1,96. AB² = 23,04 donc AB = 4,8 m.", "J’ai fait 5² − 1,4² = 25 − 1,96 = 23,04 et la racine carrée est 4,8. L’échelle arrive à 4,8 m."]),
    lesson("Réciproque du théorème de Pythagore", "Corde à treize nœuds dans la cour : nous avons tracé un angle droit de trois mètres. Rédaction type de la réciproque et de la contraposée.")
        .exercise("Rectangle ou pas ?", "Les triangles de la fiche sont-ils rectangles ? Rédiger entièrement chaque réponse.", 20),
    lesson("Fractions : multiplier et diviser", "Nous avons calculé les deux tiers des trois quarts d’un rectangle, puis écrit la règle. Inverse d’un nombre et division.")
        .exercise("Exercices 22 et 27 p. 45", "Calculer et simplifier avant de multiplier quand c’est possible.", 20),
    lesson("Puissances de dix", "De la taille d’un atome à celle d’une galaxie : écriture scientifique et préfixes. Utilisation de la touche dédiée de la calculatrice.")
        .exercise("Ordres de grandeur", "Ranger les huit objets du plus petit au plus grand en donnant leur écriture scientifique.", 15),
    lesson("Théorème de Thalès", "Mesure de la hauteur du préau avec un bâton et son ombre. Énoncé du théorème dans les triangles emboîtés et tableau de proportionnalité.")
        .exercise("La hauteur de l’arbre", "Calculer la hauteur de l’arbre à partir du schéma. Rédiger avec les trois rapports égaux.", 20),
    lesson("Calcul littéral : développer et réduire", "Deux formules pour l’aire d’un même rectangle : nous avons retrouvé la distributivité simple. Exercices en difficulté croissante.")
        .exercise("Exercices 16 et 18 p. 72", "Développer puis réduire. Vérifier chaque résultat en remplaçant x par 2.", 20),
    lesson("Équations du premier degré", "La balance à plateaux virtuelle a permis de comprendre les opérations permises. Résolution de six équations, dont deux issues de problèmes.")
        .exercise("Mettre en équation", "Résoudre les trois problèmes. Choisir l’inconnue, écrire l’équation, résoudre et conclure par une phrase.", 25),
    lesson("Translation et frises", "Observation de carrelages et de frises. Construction de l’image d’une figure par une translation, à la main puis sur logiciel.")
        .exercise("Ma frise", "Créer une frise à partir d’un motif simple et expliquer les translations utilisées.", 25),
    lesson("Probabilités", "Lancers de deux dés, mille fois, sur tableur. Nous avons comparé les fréquences observées et les probabilités calculées.")
        .exercise("La roue de la kermesse", "Calculer la probabilité de gagner et dire si le jeu est équitable.", 15),
    lesson("Cosinus d’un angle aigu", "Avec un logiciel, le rapport reste le même quand le triangle grandit. Définition du cosinus et calcul d’une longueur, puis d’un angle.")
        .exercise("La rampe d’accès", "Une rampe de 6 m s’élève de 50 cm. Calculer l’angle de la pente et dire si la rampe est conforme.", 20),
];

const TROISIEME: &[Entry] = &[
    lesson("Arithmétique : nombres premiers", "Décompositions, fractions irréductibles et problèmes de partage. Nous avons terminé par l’énigme des deux engrenages.")
        .exercise("Les engrenages", "Après combien de tours les deux roues de 24 et 36 dents reviennent-elles à leur position de départ ?", 20)
        .answers(&["24 = 2³ × 3 et 36 = 2² × 3². Le plus petit multiple commun est 72. La petite roue fait 3 tours et la grande 2 tours.", "J’ai cherché les multiples de 24 : 24, 48, 72 et ceux de 36 : 36, 72. Donc après 72 dents, soit 3 tours pour la petite."]),
    lesson("Théorème de Thalès et sa réciproque", "Configuration papillon, puis réciproque pour démontrer que deux droites sont parallèles. Sujet de brevet traité en temps limité.")
        .exercise("Sujet type brevet n° 1", "Traiter l’exercice entier en 25 minutes, sans aide. Les recherches sont à laisser sur la copie.", 25),
    lesson("Calcul littéral : double distributivité", "Découpage d’un rectangle en quatre pour comprendre la formule. Développements, puis factorisation par un facteur commun.")
        .exercise("Exercices 33 et 36 p. 58", "Développer et réduire, puis factoriser. Vérifier avec une valeur de x.", 20),
    lesson("Notion de fonction", "D’une boîte sans couvercle, nous avons étudié le volume selon la découpe. Vocabulaire : image, antécédent, courbe représentative.")
        .exercise("Lire une courbe", "Répondre aux huit questions sur la courbe de température. Utiliser les mots image et antécédent.", 20),
    lesson("Équations et produit nul", "Résolution d’équations produit, puis de problèmes. Nous avons insisté sur la rédaction de la conclusion.")
        .exercise("Programmes de calcul", "Comparer les deux programmes de calcul et dire pour quels nombres ils donnent le même résultat.", 25),
    lesson("Homothéties", "Agrandissements et réductions : effet sur les longueurs, les aires et les volumes. Construction d’images avec un rapport positif, puis négatif.")
        .exercise("La maquette", "Calculer l’aire et le volume de la maquette au centième.", 20),
    lesson("Trigonométrie", "Sinus, cosinus et tangente dans le triangle rectangle. Mesure de la hauteur du gymnase avec un clinomètre fabriqué en carton.")
        .exercise("La hauteur du phare", "Calculer la hauteur du phare vu sous un angle de 18° à 120 m. Arrondir au dixième.", 20),
    lesson("Fonctions affines", "Comparer deux abonnements de piscine : tableau, graphique et calcul. Coefficient directeur et ordonnée à l’origine.")
        .exercise("Deux abonnements", "Déterminer à partir de combien d’entrées l’abonnement devient intéressant. Répondre par le graphique et par le calcul.", 25),
    lesson("Statistiques : médiane et étendue", "Deux séries de même moyenne mais très différentes : utilité de la médiane et de l’étendue. Travail sur tableur.")
        .exercise("Deux équipes", "Comparer les résultats des deux équipes avec la moyenne, la médiane et l’étendue, puis conclure.", 20),
    lesson("Algorithmique : boucles et variables", "Programmation par blocs d’un tracé de polygones réguliers. Chacun a modifié la variable « côté » et observé l’effet.")
        .exercise("Tracer une rosace", "Écrire le programme qui trace une rosace de douze carrés et en donner une capture.", 30),
    lesson("Volumes : sphère et boule", "Sections planes de solides et formules de volume. Problème du réservoir d’eau de pluie.")
        .exercise("Le réservoir", "Calculer le volume du réservoir en litres et le temps nécessaire pour le vider.", 20),
];

/// Help and deepening in 6e.
pub(super) const SUPPORT: &[Entry] = &[
    lesson(
        "Apprendre à apprendre une leçon",
        "Nous avons essayé trois façons de mémoriser : relire, se faire interroger, refaire de mémoire. La troisième marche le mieux pour presque tout le monde.",
    ),
    lesson(
        "Lire une consigne",
        "Repérer le verbe, la question cachée et les données utiles. Chacun a réécrit une consigne pour un camarade.",
    ),
    lesson(
        "Tables et calcul rapide",
        "Atelier en trois groupes de besoin, puis défi de calcul coopératif : la classe a battu son record de deux points.",
    ),
    lesson(
        "Organiser son travail",
        "Lecture du cahier de textes en ligne, préparation du sac et plan de la semaine. Chacun a rempli son propre planning.",
    ),
    lesson(
        "Problèmes à étapes",
        "Nous avons résolu des problèmes en dessinant d’abord un schéma en barres. Deux méthodes ont été présentées au tableau.",
    ),
    lesson(
        "Rédiger une réponse",
        "À partir de réponses d’élèves anonymes, nous avons cherché ce qui manquait : une phrase, une unité, une justification.",
    ),
    lesson(
        "Se relire",
        "Construction d’une grille de relecture personnelle, essayée sur un texte de français et sur un exercice de mathématiques.",
    ),
    lesson(
        "Préparer une évaluation",
        "Chacun a fabriqué cinq questions sur le chapitre en cours, puis les a échangées avec son voisin.",
    ),
];
