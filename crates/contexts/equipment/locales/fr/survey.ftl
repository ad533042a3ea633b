# Enquêtes
surveys-title = Enquêtes
surveys-under = Une fois par an, chaque école relit ce que l’on sait d’elle et le corrige.
surveys-none = Aucune enquête.
survey-name = Titre
survey-title-of = Enquête sur l’équipement { $from }-{ $to }
survey-open = Ouvrir une enquête
survey-open-under = Toutes les écoles la reçoivent, déjà remplie. Leurs directions sont prévenues.
survey-opened = { $count ->
    [0] L’enquête est ouverte.
    [one] L’enquête est ouverte. { NUMBER($count) } école est prévenue.
   *[other] L’enquête est ouverte. { NUMBER($count) } écoles sont prévenues.
  }
survey-closes = Dernier jour pour répondre
survey-closes-hint = Jusque-là, une école peut rouvrir sa réponse.
survey-bad-end = Choisissez un jour à venir, dans les six mois.
survey-one-at-a-time = Une enquête est déjà ouverte. Attendez qu’elle se termine.
survey-questions = Questions
survey-no-question = Choisissez au moins une question.
survey-own = Question de votre choix { NUMBER($number) }
survey-own-words = Question
survey-own-kind = Réponse attendue
kind-number = Un nombre
kind-yes-no = Oui ou non
kind-coverage = Partout, en partie, nulle part
kind-broadband = Un accès à Internet
kind-words = Quelques mots
topic-rooms = Salles de classe
topic-classes = Classes
topic-shown = Salles équipées pour projeter
topic-computers = Ordinateurs qui pilotent la projection
topic-mobile = Tablettes et portables des élèves, en état
topic-wifi = Bornes Wi-Fi
topic-coverage = Le Wi-Fi atteint-il les classes ?
topic-broadband = Accès à Internet
topic-referent = Un référent numérique est-il nommé ?
topic-needs = Ce dont l’école a besoin
answer-yes = Oui
answer-no = Non
answer-whole = Partout
answer-part = En partie
answer-nothing = Nulle part
answer-choose = Choisissez
answer-missing = Il manque une réponse.
answer-absurd = Ce nombre ne semble pas juste : un nombre entier, 5 000 au plus.
from-inventory = D’après l’inventaire
from-directory = D’après l’annuaire
from-broadband = D’après ce qui est déclaré
from-baseline = D’après le socle numérique
from-last-year = Votre réponse de la dernière fois
known-says = { $from } : { $answer }.
survey-until = Jusqu’au { $day }
survey-form-under = Déjà rempli avec ce que l’on sait. Relisez, corrigez, envoyez, jusqu’au { $day }.
survey-waits = À remplir
survey-answer = Répondre
survey-read = Relire
survey-send = Envoyer
survey-send-hint = Vous pourrez la rouvrir tant que l’enquête dure.
survey-sent = La réponse est envoyée. Merci.
survey-keep = Garder pour plus tard
survey-kept = C’est gardé. Rien n’est envoyé.
survey-saving = Enregistrement…
survey-saved = Enregistré
survey-saved-at = Enregistré à { $time }
survey-offline = Pas de réseau : gardez la page ouverte, on réessaie.
survey-conflict = Quelqu’un d’autre de l’école a changé la réponse. Rouvrez la page pour la voir.
survey-already = La réponse est déjà envoyée. Rouvrez-la pour la corriger.
survey-too-long = Une réponse est trop longue : 1 000 caractères au plus.
survey-closed = L’enquête est terminée.
survey-reopen = Rouvrir la réponse
survey-our-answer = Réponse de l’école
survey-not-yet = L’école n’a pas encore envoyé sa réponse.
survey-differences = Écarts avec l’inventaire
survey-differences-say = La réponse et l’inventaire ne disent pas la même chose. Corrigez celui qui se trompe.
survey-difference = { $what } : { NUMBER($answered) } dans la réponse, { NUMBER($counted) } dans l’inventaire.
survey-to-inventory = Voir l’inventaire
survey-who = Qui a répondu
survey-count = { $sent ->
    [one] { NUMBER($sent) } école a répondu
   *[other] { NUMBER($sent) } écoles ont répondu
  } sur { NUMBER($all) }
survey-remind = Relancer celles qui n’ont pas répondu
survey-reminded = { $count ->
    [0] Toutes les directions connues ont répondu.
    [one] { NUMBER($count) } école est relancée.
   *[other] { NUMBER($count) } écoles sont relancées.
  }
survey-reminded-already = Elles ont déjà été prévenues aujourd’hui. Une fois par jour suffit.
survey-last-reminder = Prévenues pour la dernière fois : { $day }.
survey-state = Réponse
survey-state-sent = Envoyée
survey-state-begun = Commencée
survey-state-nothing = Pas encore
survey-question = Question
survey-together = Ensemble
survey-totals = Réponses envoyées, ensemble
survey-sum = { NUMBER($sum) }
survey-said = { $count ->
    [0] Personne n’a rien écrit
    [one] { NUMBER($count) } école a écrit quelque chose
   *[other] { NUMBER($count) } écoles ont écrit quelque chose
  }
survey-file = enquete
did-survey-open = a ouvert une enquête
did-survey-send = a envoyé la réponse de l’école à l’enquête
did-survey-reopen = a rouvert la réponse de l’école à l’enquête
