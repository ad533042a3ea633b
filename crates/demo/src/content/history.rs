//! History, geography and civic education at collège.

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

pub(super) const fn civics(level: Level) -> &'static [Entry] {
    match level {
        Level::Sixieme | Level::Cinquieme => CIVICS_FIRST,
        _ => CIVICS_LAST,
    }
}

const SIXIEME: &[Entry] = &[
    lesson("Les débuts de l’humanité", "À partir d’une frise et d’outils photographiés, nous avons suivi les premières migrations. La classe a reconstitué une carte des lieux de fouilles.")
        .exercise("Légender la carte", "Compléter la légende de la carte des migrations, avec un titre et quatre couleurs.", 20),
    lesson("La révolution néolithique", "Comparaison d’un campement et d’un village. Agriculture, élevage, poterie : nous avons cherché ce qui change dans la vie quotidienne.")
        .exercise("Une journée au village", "Raconter en dix lignes une journée dans un village du Néolithique en utilisant cinq mots du cours.", 25),
    lesson("Premiers États, premières écritures", "Tablettes, sceaux et hiéroglyphes : à quoi sert d’abord l’écriture ? Chacun a gravé son prénom en signes inventés sur une plaquette d’argile.")
        .learn("Leçon 3", "Savoir expliquer pourquoi l’écriture apparaît avec les cités.", 15),
    lesson("Habiter une métropole", "Étude de deux quartiers d’une grande ville, par plans et photographies. Vocabulaire : centre, banlieue, étalement urbain, transport.")
        .exercise("Croquis d’un paysage urbain", "Réaliser le croquis du paysage étudié, avec une légende organisée.", 25),
    lesson("Le monde des cités grecques", "Athènes sur la carte, l’agora et le port. Qui est citoyen, qui ne l’est pas ? Jeu de rôle : voter à main levée, tirer au sort une charge.")
        .exercise("Questions sur le document", "Répondre aux questions 1 à 4 sur le plan de la cité.", 20),
    lesson("Rome, du mythe à l’histoire", "Lecture du récit de fondation, puis confrontation avec les traces retrouvées par les archéologues. Nous avons séparé le légendaire du certain.")
        .exercise("Mythe ou preuve ?", "Compléter le tableau à deux colonnes et rédiger une phrase de conclusion.", 20),
    lesson("Habiter un espace de faible densité", "Étude d’une vallée de montagne et d’un désert. Contraintes et atouts, activités des habitants, projets.")
        .exercise("Fiche d’identité", "Rédiger la fiche d’identité du lieu choisi : situation, climat, habitants, activités.", 25),
    lesson("L’Empire romain", "Carte de l’Empire, villes et routes. Visite virtuelle d’un forum : nous avons retrouvé les bâtiments publics et leur rôle.")
        .exercise("Plan d’une ville romaine", "Placer les six monuments sur le plan et expliquer leur usage.", 20),
    lesson("Conquêtes et paix romaine", "Lecture d’inscriptions simples et de reliefs. Que signifie devenir citoyen romain ? Mise en commun et trace écrite.")
        .learn("Dates et cartes", "Connaître trois dates et savoir situer Rome, Athènes et la Méditerranée.", 15),
    lesson("Habiter les littoraux", "Port industriel et station balnéaire : deux façons d’occuper la côte. Nous avons repéré les conflits d’usage.")
        .exercise("Paysage de littoral", "Décrire la photographie en distinguant les plans et les activités.", 20),
];

const CINQUIEME: &[Entry] = &[
    lesson("Chrétientés et islam : situer", "Lecture d’une carte des mondes méditerranéens du VIe au XIIIe siècle. Nous avons placé les grandes cités et suivi quelques routes de marchands.")
        .exercise("Carte de la Méditerranée", "Compléter la carte : cités, mers, routes. Soigner le titre et la légende.", 25)
        .answers(&["Ma carte est en photo. J’ai mis Constantinople, Bagdad, Cordoue et Rome en rouge, et les routes des marchands en pointillés. Légende : rouge = cités, bleu = mers, noir = routes.", "Voici ma carte. Titre : « La Méditerranée au Moyen Âge ». Il me manque une ville, je crois que c’est Damas."]),
    lesson("Byzance et l’Europe carolingienne", "Comparaison de deux empereurs à partir de portraits officiels. Comment montre-t-on son pouvoir ? Relevé des insignes, puis mise en commun.")
        .exercise("Deux empereurs", "Compléter le tableau de comparaison et rédiger cinq lignes de bilan.", 20)
        .answers(&["Les deux empereurs portent une couronne et des vêtements précieux. Tous les deux disent que leur pouvoir vient de Dieu. Mais l’empereur byzantin vit à Constantinople alors que Charlemagne voyage entre ses palais et envoie des missi dominici.", "Points communs : couronne, sceptre, religion chrétienne. Différences : la langue (grec et latin), la capitale et la façon de gouverner. Bilan : ils veulent tous les deux être les héritiers de Rome."]),
    lesson("De la naissance de l’islam à la prise de Bagdad", "Étude d’une carte, d’un texte et du plan d’une ville ronde. Nous avons décrit un califat : pouvoir, religion, savoirs.")
        .exercise("Questions sur la ville de Bagdad", "Répondre aux questions 1 à 4 par des phrases complètes.", 20)
        .answers(&["1) La ville est ronde et entourée de murailles. 2) Au centre il y a le palais du calife et la mosquée, cela montre que le pouvoir et la religion sont liés. 3) Les marchands viennent par quatre portes. 4) Elle est prise par les Mongols en 1258.", "1. Elle est ronde. 2. Le palais et la mosquée. 3. Il y a des marchés avec des produits d’Inde et de Chine. 4. En 1258."]),
    lesson("Échanges et savoirs en Méditerranée", "Par groupes, nous avons étudié le voyage d’un mot, d’un fruit, d’un instrument et d’un livre. Chaque groupe a présenté son affiche.")
        .exercise("Le voyage d’un objet", "Raconter en une dizaine de lignes le voyage de l’objet étudié par le groupe, de son lieu d’origine jusqu’à nous.", 25)
        .answers(&["Je suis une orange amère. Je viens d’Asie. Des marchands arabes m’ont emportée avec eux et m’ont plantée en Andalousie, où on arrosait les jardins avec des canaux. Plus tard, des croisés m’ont goûtée et m’ont ramenée en Italie.", "Notre groupe a travaillé sur l’astrolabe. C’est un instrument qui sert à trouver sa position grâce aux étoiles. Il a été inventé par les Grecs, amélioré par des savants du monde musulman, puis traduit à Tolède."]),
    lesson("La question démographique", "Lecture de pyramides des âges et d’un graphique. Pourquoi la population augmente-t-elle vite ici et lentement là ? Vocabulaire : natalité, mortalité, transition.")
        .exercise("Lire une pyramide des âges", "Décrire les deux pyramides et expliquer leurs différences en six à huit lignes.", 20)
        .answers(&["La première pyramide est large en bas : il y a beaucoup de jeunes, car la natalité est forte. La deuxième est large au milieu et en haut : il y a plus d’adultes et de personnes âgées. Dans le premier pays, il faudra construire des écoles ; dans le second, des maisons de retraite.", "Pyramide A : beaucoup d’enfants. Pyramide B : beaucoup de vieux. La A est un pays en développement et la B un pays développé."]),
    lesson("Répartition de la richesse et pauvreté", "Carte de l’indice de développement humain et étude d’une grande ville : un quartier d’affaires et un quartier populaire à quelques rues l’un de l’autre.")
        .learn("Vocabulaire de géographie", "Savoir définir : développement, IDH, inégalités, espérance de vie.", 15),
    lesson("L’ordre seigneurial", "Analyse d’une miniature du mois de juillet. Qui travaille, qui possède, qui protège ? Nous avons reconstitué le plan d’une seigneurie.")
        .exercise("Le plan de la seigneurie", "Légender le plan : château, réserve, tenures, moulin, forêt, village. Expliquer deux impôts.", 20)
        .answers(&["J’ai légendé le plan (photo). Le cens est un loyer que le paysan paie pour sa tenure. Les banalités sont payées pour utiliser le moulin, le four ou le pressoir du seigneur.", "1 château 2 réserve 3 tenures 4 moulin 5 forêt 6 village. Les impôts : le cens et la corvée (mais la corvée c’est un travail)."]),
    lesson("Nourrir les hommes", "Comparaison de deux exploitations agricoles. Nous avons construit un schéma fléché : moyens, production, effets sur l’environnement.")
        .exercise("Schéma fléché", "Terminer le schéma et rédiger cinq lignes sur une agriculture qui dure.", 20)
        .answers(&["Une agriculture durable produit assez pour tout le monde sans abîmer les sols ni polluer l’eau. Par exemple, l’agriculteur alterne les cultures et plante des haies.", "J’ai fini le schéma. Pour moi, une agriculture qui dure c’est quand on pense aux enfants de plus tard."]),
    lesson("L’essor des villes", "Étude d’une charte de franchise et du plan d’une ville marchande inventée. Beffroi, halle, métiers : la classe a joué le conseil des échevins.")
        .exercise("Demander une charte", "Écrire au seigneur, au nom des habitants, une lettre pour obtenir une charte (15 lignes, trois arguments).", 30)
        .answers(&["Noble seigneur, nous, habitants de la ville, venons humblement vous demander une charte. D’abord, nos marchands paient des péages trop lourds et s’en vont ailleurs. Ensuite, nous voulons choisir nos échevins pour régler nos disputes. Enfin, une ville plus riche vous paiera mieux chaque année.", "Seigneur, nous voulons une charte. Nous payons trop d’impôts. Si vous nous donnez la liberté, nous construirons des remparts et vous serez protégé aussi. Nous vous promettons une somme chaque année."]),
    lesson("L’affirmation de l’État monarchique", "Trois cartes du domaine royal à trois dates : nous avons mesuré son agrandissement. Sacre, officiers, impôts : comment le roi se fait obéir.")
        .exercise("Le sacre du roi", "À partir des trois documents, expliquer en dix lignes ce que le sacre apporte au roi.", 25)
        .answers(&["Le sacre a lieu dans une cathédrale. Le roi reçoit l’huile sainte, ce qui fait de lui un personnage sacré. Il reçoit aussi la couronne, l’épée et le sceptre, qui montrent qu’il commande et qu’il rend la justice. Les seigneurs sont présents et doivent lui obéir.", "Le sacre montre que le roi est choisi par Dieu. On lui met de l’huile et une couronne. Après, il est plus fort que les seigneurs."]),
    lesson("Des ressources limitées : l’énergie et l’eau", "Par groupes, étude d’un barrage, d’un champ d’éoliennes et d’une oasis. Qui utilise la ressource, qui en manque, quelles solutions ?")
        .exercise("Une ressource à partager", "Présenter en dix lignes le cas étudié : les besoins, le problème, une solution.", 25)
        .answers(&["Notre cas était l’oasis. Les palmiers et les cultures ont besoin d’eau, mais l’hôtel en utilise beaucoup pour sa piscine. Les habitants ont proposé de mettre des compteurs et d’arroser la nuit.", "On a étudié le barrage. Il donne de l’électricité et de l’eau pour les champs, mais un village a dû déménager. Une solution serait d’économiser l’eau avec le goutte-à-goutte."]),
    lesson("Campagnes et défrichements", "Photographie aérienne d’un village en étoile : nous avons retrouvé le défrichement dans les noms de lieux et la forme des champs.")
        .exercise("Croquis de la vallée", "Réaliser le croquis de la vallée étudiée en classe : rivière, village, champs, bois. Titre et légende obligatoires.", 30)
        .answers(&["Croquis en photo. J’ai choisi le vert foncé pour les bois, le jaune pour les champs et le bleu pour la rivière. Les champs forment une étoile autour du village parce qu’on a défriché petit à petit.", "Voici mon croquis. J’ai oublié la légende des chemins, je peux la rajouter demain.", "J’ai fait mon croquis au crayon puis aux crayons de couleur. Titre : « Une vallée défrichée au Moyen Âge »."]),
    lesson("Le monde au temps de Charles Quint et Soliman", "Deux souverains, deux empires : portraits, cartes, objets. La classe a préparé une rencontre imaginaire entre ambassadeurs.")
        .exercise("Lettre d’ambassadeur", "Raconter dans une lettre ce que l’ambassadeur voit à la cour (15 lignes).", 30),
    lesson("Humanisme et Renaissance", "Observation d’un tableau et d’un dessin de machine. Nous avons cherché ce qui change dans le regard sur l’homme et sur le monde.")
        .exercise("Décrire une œuvre", "Présenter l’œuvre choisie : nature, auteur, date, description, ce qu’elle montre de son époque.", 25),
];

const QUATRIEME: &[Entry] = &[
    lesson("Bourgeoisies marchandes et traites au XVIIIe siècle", "Étude d’un port atlantique et de la carte du commerce triangulaire. Lecture d’un registre de bord : nous avons compté, puis nommé les personnes derrière les chiffres.")
        .exercise("Paragraphe argumenté", "Expliquer en quinze lignes comment fonctionne la traite atlantique et ce qu’elle fait aux personnes.", 30),
    lesson("L’Europe des Lumières", "Portraits de savants, frontispice de dictionnaire, salon : comment circulent les idées ? Chaque groupe a rédigé un article de dictionnaire.")
        .exercise("Article de dictionnaire", "Rédiger l’article « tolérance » à la manière des philosophes (douze lignes).", 25),
    lesson("L’urbanisation du monde", "Croissance des villes sur deux siècles : graphique et planisphère. Étude de deux métropoles à travers leurs centres et leurs périphéries.")
        .exercise("Croquis d’une métropole", "Réaliser le schéma de la métropole avec légende.", 25),
    lesson("La Révolution française : 1789", "Frise de l’année et lecture de doléances. La classe a rédigé son propre cahier, avec trois demandes retenues par vote.")
        .exercise("L’année 1789", "Raconter trois journées de 1789 et expliquer ce qui change.", 30),
    lesson("L’Empire et l’héritage de la Révolution", "Analyse d’un tableau officiel et d’articles du Code civil. Ce qui est conservé, ce qui disparaît.")
        .exercise("Conservé ou disparu ?", "Classer les dix mesures et justifier trois choix.", 20),
    lesson("Migrations transnationales", "Récits de voyage de migrants et carte des flux. Vocabulaire : réfugié, diaspora, remise. Débat préparé sur les mots que l’on emploie.")
        .exercise("Un parcours", "Raconter le parcours d’une personne migrante inventée, en utilisant quatre mots de la leçon.", 25),
    lesson("L’Europe de la révolution industrielle", "De l’atelier à l’usine : photographies, règlements, salaires. Nous avons reconstitué la journée d’un enfant ouvrier.")
        .exercise("Règlement d’usine", "Répondre aux questions et expliquer ce qui choque aujourd’hui.", 25),
    lesson("Tourisme et espaces", "Étude d’une station balnéaire : effets sur l’emploi, le paysage, l’eau. Jeu de rôle du conseil municipal.")
        .exercise("Avis du conseil", "Rédiger l’avis du conseil municipal sur le projet d’hôtel, avec arguments pour et contre.", 25),
    lesson("Voter de 1815 à 1870", "Qui vote ? Frise des régimes et lecture d’affiches. Nous avons simulé un vote censitaire, puis un vote au suffrage universel masculin.")
        .learn("Frise des régimes", "Connaître les régimes politiques et leurs dates de 1815 à 1870.", 20),
    lesson("La Troisième République", "L’école, la mairie, les symboles : inventaire dans l’espace public de la commune. Analyse d’une salle de classe de 1900.")
        .exercise("Les symboles autour de moi", "Photographier ou dessiner un symbole républicain et expliquer son histoire.", 20),
];

const TROISIEME: &[Entry] = &[
    lesson("La Première Guerre mondiale", "Lettres de soldats, affiches, chiffres : la violence de masse au front et à l’arrière. Lecture à voix haute d’un carnet.")
        .exercise("Développement construit", "En vingt lignes, montrer que les civils et les combattants sont touchés par la guerre.", 40),
    lesson("Démocraties fragilisées dans l’entre-deux-guerres", "Étude de la crise et de l’année 1936. Affiches, photographies de grèves et de premières vacances.")
        .exercise("Étude d’affiche", "Présenter, décrire et interpréter l’affiche.", 25),
    lesson("Aires urbaines en France", "Carte et paysages : ville-centre, banlieue, couronne. Trajets domicile-travail de trois habitants inventés.")
        .exercise("Croquis d’une aire urbaine", "Réaliser le croquis avec une légende en trois parties.", 30),
    lesson("Régimes totalitaires", "Propagande, encadrement, terreur : comparaison de deux régimes à l’aide d’un tableau. Lecture critique d’images.")
        .exercise("Tableau comparatif", "Compléter le tableau et rédiger la conclusion.", 25),
    lesson("La Seconde Guerre mondiale, guerre d’anéantissement", "Frise, cartes et témoignages. Nous avons étudié avec soin et respect la destruction des Juifs d’Europe et des Tziganes.")
        .exercise("Questions sur le témoignage", "Lire le témoignage en entier, au calme, puis répondre aux questions.", 35),
    lesson("Résister et libérer", "Réseaux, maquis, Conseil national de la Résistance : étude du programme de 1944 et de ses suites.")
        .exercise("Une affiche de résistance", "Concevoir une affiche expliquant deux mesures du programme.", 30),
    lesson("Espaces productifs", "Une technopole, un vignoble, un port : trois lieux, trois façons de produire. Schéma d’organisation.")
        .exercise("Schéma d’un espace productif", "Réaliser le schéma et rédiger sa légende.", 25),
    lesson("Le monde bipolaire", "Deux blocs, une ville partagée : récit de la crise de Berlin en cinq documents.")
        .exercise("Article de presse", "Écrire l’article du correspondant d’un journal en novembre 1989.", 30),
    lesson("Indépendances et nouveaux États", "Discours, cartes et chansons. Chaque groupe a présenté une indépendance et ses suites.")
        .exercise("Fiche de synthèse", "Rendre la fiche de synthèse du groupe, relue par tous.", 25),
    lesson("Aménager le territoire", "Étude du projet d’une ligne de car : acteurs, coûts, habitants. Réunion publique jouée en classe.")
        .exercise("Compte rendu de réunion", "Rédiger le compte rendu : décisions, désaccords, suite.", 25),
    lesson("Femmes et hommes dans la société depuis 1945", "Frise des droits et portraits anonymes de travailleuses. Nous avons mesuré le chemin parcouru et ce qui reste.")
        .exercise("Développement construit", "Montrer en vingt lignes comment la place des femmes a changé depuis 1945.", 40),
];

const CIVICS_FIRST: &[Entry] = &[
    lesson("Être collégien", "Lecture du règlement intérieur : droits et devoirs en deux colonnes. Chaque groupe a réécrit un article avec des mots simples."),
    lesson("Élire les délégués", "Nous avons lu la fiche du délégué, préparé les professions de foi, puis voté à bulletin secret."),
    lesson("Respecter l’autre, refuser le harcèlement", "À partir de trois situations inventées, nous avons cherché qui peut aider et comment. Rappel des adultes à prévenir.")
        .exercise("Une affiche pour le couloir", "Créer une affiche qui dit à qui parler quand on est témoin.", 25),
    lesson("La devise de la République", "Liberté, égalité, fraternité : chacun a illustré un mot par une situation de la vie de classe."),
    lesson("L’égalité entre filles et garçons", "Tri de jouets, de métiers et de sports : d’où viennent nos idées ? Discussion réglée par le bâton de parole.")
        .exercise("Enquête au rayon des jouets", "Relever cinq exemples de jouets ou de publicités et dire ce qu’ils laissent croire.", 20),
    lesson("La solidarité", "Recherche sur trois associations inventées. Nous avons distingué don, bénévolat et solidarité nationale."),
    lesson("Les risques et la sécurité", "Exercice d’évacuation commenté, puis consignes en cas de risque majeur. Chacun a complété la fiche de sa famille.")
        .bring("Fiche des risques", "Rapporter la fiche des risques complétée en famille."),
    lesson("Mes données en ligne", "Ce qu’on montre, ce qu’on garde pour soi : analyse d’un faux profil. Règles choisies par la classe."),
];

const CIVICS_LAST: &[Entry] = &[
    lesson("La justice en France", "Procès joué : juge, avocat, témoins. Nous avons vu pourquoi l’on ne se fait pas justice soi-même.")
        .exercise("Compte rendu du procès", "Rédiger le compte rendu du procès joué : faits, arguments, décision.", 25),
    lesson("Libertés et limites", "Étude de cas inventés : peut-on tout dire, tout publier ? Chaque réponse a été reliée à un texte."),
    lesson("La laïcité", "Lecture de la charte, article par article, avec un exemple de la vie de l’établissement.")
        .exercise("Expliquer un article", "Choisir un article de la charte et l’expliquer avec un exemple.", 15),
    lesson("S’engager", "Portraits de jeunes engagés, tous inventés. Nous avons distingué syndicat, parti et association."),
    lesson("Vérifier une information", "Remonter à la source d’une image détournée fabriquée pour le cours. Grille de vérification en cinq questions.")
        .exercise("Vrai, faux, à vérifier", "Appliquer la grille à la nouvelle distribuée et conclure.", 20),
    lesson("La loi, de l’idée au vote", "Simulation d’une séance : projet, amendements, vote. La classe a adopté une loi sur les trajets à vélo."),
    lesson("Défense et paix", "Missions de la défense, journée citoyenne, sécurité civile. Échanges de questions écrites."),
    lesson("Le budget d’une commune", "Par équipes, répartir un budget fictif et justifier ses choix devant le conseil.")
        .exercise("Notre budget", "Rendre le tableau du budget et expliquer deux choix.", 20),
];
