//! English at collège.

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
    lesson("Hello! Se présenter", "Nous avons salué, épelé notre nom et donné notre âge en circulant dans la salle. Chacun a complété sa carte d’identité en anglais.")
        .learn("Greetings", "Savoir se présenter sans lire : nom, âge, classe, ce qu’on aime.", 10),
    lesson("My school bag", "Vocabulaire du matériel avec le jeu de Kim. Structure : « I’ve got… », « Have you got…? ».")
        .exercise("What’s in my bag?", "Décrire le contenu de son sac en six phrases.", 15),
    lesson("My timetable", "Lecture de l’emploi du temps d’un collège anglais inventé. Jours, matières et heures à l’oral, puis dialogue par deux.")
        .exercise("My ideal day", "Écrire l’emploi du temps d’une journée idéale et dire pourquoi (six phrases).", 15),
    lesson("My family tree", "Arbre généalogique d’une famille de dessin animé créée par la classe. Le génitif avec ’s.")
        .exercise("A funny family", "Dessiner une famille imaginaire et la présenter en huit phrases.", 20),
    lesson("Daily routine", "Présent simple et adverbes de fréquence. Sondage dans la classe : « How often do you…? ».")
        .learn("Routine verbs", "Apprendre les douze verbes de la routine et leur prononciation.", 15),
    lesson("At the zoo", "Description d’animaux, can et can’t. Devinettes préparées et posées à l’autre moitié de la classe.")
        .exercise("Guess the animal", "Écrire une devinette de cinq phrases sur un animal.", 15),
    lesson("Where do you live?", "Pièces de la maison et prépositions de lieu. Dictée dessinée en binômes.")
        .exercise("My dream house", "Décrire sa maison de rêve en huit phrases, avec there is et there are.", 20),
    lesson("Food and breakfast", "Comparaison de petits déjeuners, some et any. Jeu de rôle au café.")
        .exercise("A menu", "Composer le menu d’un café et écrire le dialogue de la commande.", 20),
    lesson("Present continuous", "Mimes et photographies : « What is she doing? ». Nous avons comparé les deux présents.")
        .exercise("In the park", "Décrire l’image du parc en huit phrases au présent en be + V-ing.", 15),
];

const CINQUIEME: &[Entry] = &[
    lesson("Back to school: talking about yourself", "Chacun a préparé cinq questions pour un camarade qu’il connaît peu. Mise en commun : « I’ve learnt that… ».")
        .exercise("My profile", "Écrire une présentation de dix phrases : goûts, famille, caractère, projets.", 20)
        .answers(&["Hi! My name is {me} and I’m twelve. I live in a small village with my mum, my two sisters and a very lazy cat. I like drawing and I love swimming, but I don’t like getting up early. I’m quiet but I’m funny with my friends.", "Hello, I am {me}. I am 12 years old. I have got one brother. My favourite subject is art because I can draw. I don’t like cabbage. In the future I want to be a vet."]),
    lesson("School life in England", "Emploi du temps, uniforme et règles d’une école inventée. Must, mustn’t et have to pour parler des règles.")
        .exercise("Our school rules", "Rédiger huit règles pour une école imaginaire, sérieuses ou drôles.", 15)
        .answers(&["1. You must say hello to the cook. 2. You mustn’t run in the library. 3. You have to read ten minutes a day. 4. You don’t have to wear a tie. 5. You must bring a cake on Fridays. 6. You mustn’t feed the robot. 7. You must help new pupils. 8. You mustn’t shout.", "You must be kind. You mustn’t use your phone. You must wear blue shoes on Monday. You have to do your homework. You mustn’t sleep in maths."]),
    lesson("Past simple: regular verbs", "Lecture d’un journal de vacances. Repérage des terminaisons en -ed et de leurs trois prononciations.")
        .learn("Regular verbs", "Savoir prononcer les vingt verbes de la fiche au prétérit.", 15),
    lesson("Past simple: irregular verbs", "Jeu de memory, puis récit à la chaîne : chacun ajoute une phrase à l’histoire.")
        .learn("Irregular verbs 1 to 15", "Apprendre les quinze premiers verbes irréguliers, dans l’ordre de la liste.", 20),
    lesson("A famous explorer", "Biographie d’une exploratrice inventée. Questions avec did, frise chronologique et exposé de deux minutes.")
        .exercise("An explorer’s life", "Rédiger la biographie d’un explorateur imaginaire en dix phrases au prétérit.", 25)
        .answers(&["Captain Lily Frost was born in 1850 in a lighthouse. When she was ten, she learnt to sail. In 1872 she crossed the ocean with her dog, Biscuit. She discovered an island with pink birds. She wrote three books and she never went back home.", "Tom River was an explorer. He was born in Cardiff. He travelled to the North Pole in 1901. He lost his map but he found a village. The people gave him soup. He was happy and he stayed two years."]),
    lesson("London calling", "Plan du métro, monuments et directions. En binômes, guider son partenaire d’un lieu à l’autre.")
        .exercise("A postcard from London", "Écrire une carte postale de Londres : ce que tu as vu, mangé, aimé (huit phrases).", 20)
        .answers(&["Dear Grandma, I am in London with my class. Yesterday we took the Tube and we visited the Tower. I saw big black birds! I ate fish and chips, it was delicious but very hot. It rained, of course. See you soon, {me}.", "Hi Sam! London is amazing. We went on a boat on the Thames and I saw a fox in a park. I bought a mug for you. I love the red buses. Bye!"]),
    lesson("Comparatives and superlatives", "Comparaison d’animaux records, puis de moyens de transport. Règle construite à partir des exemples.")
        .exercise("Who is the best?", "Comparer trois super-héros inventés en huit phrases.", 15)
        .answers(&["Captain Broom is faster than Doctor Soup, but Doctor Soup is cleverer. Miss Thunder is the strongest. She is stronger than a train! Captain Broom is the most polite hero in the world.", "Flash Cat is more intelligent than Mega Dog. Mega Dog is bigger than Flash Cat. Tiny Bird is the smallest but she is the most courageous."]),
    lesson("Food from around the world", "Recettes simples, quantités et impératif. Présentation filmée d’une recette par groupes de trois.")
        .exercise("My recipe", "Écrire une recette : ingrédients et six étapes à l’impératif.", 20)
        .answers(&["Banana pancakes. You need: two bananas, three eggs, some flour, a little milk. 1. Crush the bananas. 2. Break the eggs. 3. Mix everything. 4. Heat the pan. 5. Cook for two minutes. 6. Add honey and eat!", "Ingredients: rice, tomatoes, an onion, some spices. First, cut the onion. Then, cook it in oil. Add the tomatoes. Put the rice. Wait 15 minutes. Enjoy your meal."]),
    lesson("Correspondence with a class", "Lecture de la première lettre reçue de nos correspondants imaginaires. Formules d’ouverture et de fin, réponse collective.")
        .exercise("Dear pen pal", "Écrire une lettre de douze lignes à un correspondant.", 25)
        .answers(&["Dear Olivia, thank you for your letter. I’m in Year 8 too. My village is small but there is a river and we swim in summer. At school I have lunch at the canteen; on Thursdays it is couscous and it’s the best day. Do you have brothers and sisters? Write soon! Your friend, {me}", "Hello Jack, my name is {me}. I like football like you. I play on Wednesdays. What is your favourite team? I have a rabbit. It is called Pepper. Best wishes, {me}."]),
    lesson("Robin Hood: a legend", "Écoute d’une version simplifiée de la légende. Ordre des événements, portrait des personnages et débat : hero or thief?")
        .exercise("Hero or thief?", "Donner son avis en huit phrases avec because et but.", 20)
        .answers(&["I think Robin Hood is a hero because he helps poor people. He is brave and funny. But stealing is not good. Maybe he could talk to the king. In my opinion, he is a good thief.", "In my opinion he is a thief because he takes money. But the sheriff is worse than him. So I prefer Robin."]),
    lesson("The future: will and going to", "Prédictions pour la classe en 2050 et projets du week-end. Distinction des deux formes à l’aide d’images.")
        .exercise("In 2050", "Écrire huit prédictions sur l’école en 2050.", 15),
    lesson("A radio programme", "Préparation d’une courte émission : météo, actualité de l’école, interview. Répétition et conseils de prononciation.")
        .exercise("My script", "Rendre le texte de sa séquence de radio, relu à voix haute.", 20),
];

const QUATRIEME: &[Entry] = &[
    lesson("Superheroes and origin stories", "Lecture d’une planche créée pour la classe. Used to et le prétérit pour raconter l’avant et l’après.")
        .exercise("Origin story", "Écrire l’histoire d’un héros en quinze lignes, avec used to.", 25)
        .answers(&["Mara used to be a baker. She used to wake up at three every morning. One night, lightning hit her oven. Since then, she can stop time for exactly eleven minutes, the time to bake a brioche.", "Before, Sam was shy and he used to hide in the library. Then he found a magic pen. Everything he wrote became true, but only for one day."]),
    lesson("Travelling across the USA", "Carte, distances et paysages. En groupes, préparation d’un itinéraire avec budget.")
        .exercise("Road trip", "Présenter l’itinéraire de cinq jours : étapes, transports, visites.", 25),
    lesson("Present perfect", "Expériences de vie : « Have you ever…? ». Jeu de plateau, puis comparaison avec le prétérit.")
        .learn("Irregular verbs 16 to 40", "Apprendre les trois formes des verbes 16 à 40.", 20),
    lesson("Mystery and detective stories", "Scène de crime imaginaire : indices, suspects, alibis. Past continuous pour dire ce que chacun faisait.")
        .exercise("The missing trophy", "Rédiger le rapport de l’enquêteur en quinze lignes.", 25),
    lesson("Healthy habits", "Conseils avec should et shouldn’t. Création de capsules audio pour les 6e.")
        .exercise("Advice column", "Répondre à la lettre d’un adolescent en lui donnant six conseils.", 20),
    lesson("News and media", "Titres de presse inventés, voix passive en reconnaissance. Chaque groupe a présenté un flash d’information.")
        .exercise("Breaking news", "Écrire un bulletin d’information de dix phrases.", 20),
    lesson("Civil rights: a march", "Textes simples et chansons. Nous avons raconté une journée de marche du point de vue d’un enfant.")
        .exercise("Diary of a marcher", "Écrire la page de journal intime d’un enfant qui marche ce jour-là.", 25),
    lesson("Inventions", "Objets insolites et relatives avec who et which. Présentation « It’s a thing which… ».")
        .exercise("My invention", "Décrire une invention utile en dix phrases et la dessiner.", 20),
    lesson("If I were…", "Hypothèses et poèmes à la manière de. Enregistrement des textes.")
        .exercise("If I were a season", "Écrire un poème de dix vers avec if I were.", 20),
];

const TROISIEME: &[Entry] = &[
    lesson("Teen life and identity", "Débat sur le temps d’écran. Exprimer l’accord et le désaccord poliment.")
        .exercise("My opinion", "Donner son avis en vingt lignes sur le temps d’écran.", 25)
        .answers(&["I think screens are useful, but they can also steal our time. On the one hand, I talk to my cousins who live far away. On the other hand, I sometimes go to bed too late. To conclude, we should choose when we use them.", "Some people say that phones are dangerous. I partly agree. If you use them all day, you don’t see your friends. However, you can learn a lot with videos."]),
    lesson("Dystopias", "Extraits courts d’un récit d’anticipation écrit pour le cours. Vocabulaire du contrôle et de la liberté.")
        .exercise("A strange city", "Décrire en vingt lignes une ville où tout est réglé.", 30),
    lesson("Migration stories", "Témoignages fictifs d’arrivants à New York. Prétérit et past perfect.")
        .exercise("Letter home", "Écrire la lettre d’un arrivant à sa famille.", 25),
    lesson("Job interviews", "Petites annonces, qualités et compétences. Entretiens joués, avec grille d’évaluation entre pairs.")
        .exercise("Application letter", "Rédiger une lettre de candidature pour un stage.", 25),
    lesson("Environment: acting now", "Infographie et vocabulaire des écogestes. Projet : une semaine sans gaspillage.")
        .exercise("Our green plan", "Présenter cinq actions pour l’établissement et leurs effets.", 20),
    lesson("Reported speech", "Interview d’une artiste inventée, puis compte rendu au discours indirect.")
        .exercise("What she said", "Rapporter l’interview en douze phrases.", 20),
    lesson("Art and street art", "Description d’une fresque : first plan, background, feelings. Choix d’une œuvre pour le parcours.")
        .exercise("A mural", "Décrire et interpréter la fresque étudiée.", 25),
    lesson("School abroad", "Comparaison de systèmes scolaires. Tableau, puis exposé par deux.")
        .exercise("Comparing schools", "Comparer deux systèmes scolaires en quinze lignes.", 25),
    lesson("Speaking about the future", "Projets, métiers, conditions : when et if au futur. Préparation de l’oral.")
        .exercise("My future", "Présenter ses projets en quinze lignes.", 20),
];
