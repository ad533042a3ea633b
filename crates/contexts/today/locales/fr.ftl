### Aujourd’hui.

today = Aujourd’hui
hello = Bonjour { $first }
week = Semaine
week-of = Semaine du { $day }
week-letter = Semaine { $week }
vacation = Vacances
public-holiday = Jour férié
week-before = Semaine précédente
week-after = Semaine suivante
other-days = Autres jours
other-weeks = Autres semaines
day-and-week = { $day }, semaine { $week }
my-day = Ma journée
my-day-of = Ma journée de { $day }
now = en ce moment
written = noté
to-write = à écrire
write = Écrire
open = Ouvrir
room = salle { $room }
no-lessons = Pas de cours ce jour-là.
nothing-ahead = Pas de cours prévu dans les prochains jours.

## Ce qui change
change-cancelled = séance annulée
change-absent = absence de { $who }
change-absent-replaced = absence de { $who }, remplacement par { $by }
change-taken-by = remplacement par { $by }
change-room = { $place } au lieu de { $before }
change-moved = prévue d’abord { $day }
change-moved-at = prévue d’abord { $day } à { $time }

to-do = À faire
all-done = Rien à faire pour le moment.
minutes = { $count ->
    [one] environ une minute
   *[other] environ { NUMBER($count) } min
  }
hand-in = Rendre
see = Voir
read = Lire
of-work = {" "}: { $title }
done = Fait
handed-in = Rendu
handed-in-late = Rendu en retard
answered = Rendu, { $who } a répondu
answered-to = a répondu : « { $title } »
late = En retard, c’était pour { $day }
nothing-to-do = rien à faire
things-late = { $count ->
    [one] une chose en retard
   *[other] { NUMBER($count) } choses en retard
  }
things-to-do = { $count ->
    [one] une chose à faire pour { $day }
   *[other] { NUMBER($count) } choses à faire pour { $day }
  }
since = Depuis { $day }

to-read = À lire
nothing-to-read = Toutes les copies sont lues.
waiting = { $count ->
    [one] une copie à lire
   *[other] { NUMBER($count) } copies à lire
  }

children-week = La semaine de mes enfants
children-week-under = Les sept derniers jours, et les sept qui viennent.
week-written = Séances écrites
week-no-lesson = Aucune séance écrite en sept jours.
week-ahead = À faire dans les sept jours
week-no-work = Rien à faire pour le moment.
see-first = À voir d’abord
need-of = { $first } : { $title }
to-sign = Convention à lire et à accepter
child-day = Sa journée
of-child = {" "}: { $first }
child-nothing-to-do = Rien à faire pour le moment.
child-more = { $count ->
    [one] et une autre chose à faire
   *[other] et { NUMBER($count) } autres choses à faire
  }
no-class-today = Pas de cours aujourd’hui.
moments-today = Aujourd’hui : { $titles }.
now-until = En ce moment : { $lesson }, jusqu’à { $until }.
next-at = Prochain cours : { $lesson }, à { $at }.
day-over = Les cours d’aujourd’hui sont finis.
next-day-at = Reprise { $day } à { $at }.
next-day = Reprise { $day }.
work = Travail à faire
no-work = Pas de travail ce jour-là.
answers = Réponses reçues

lessons-written = { $written ->
    [one] Un cours noté sur { NUMBER($lessons) } aujourd’hui
   *[other] { NUMBER($written) } cours notés sur { NUMBER($lessons) } aujourd’hui
  }
no-lessons-today = Pas de cours aujourd’hui.
no-class-yet = Aucune classe pour le moment : elles arrivent avec l’import des personnes.
by-class = Classe par classe
classes = Cours du jour
class = Classe ou groupe
lessons = Cours
lessons-done = Notés
doors = Mes pages
help = Aide

empty-house-title = Bienvenue dans Préau
empty-house = Le territoire n’est pas encore créé. La personne qui a installé Préau trouve dans la fenêtre du serveur un lien qui ne sert qu’une fois : il permet de créer le territoire et son premier compte.
empty-house-again = Le lien est perdu ? Redémarrez le serveur : il en affiche un nouveau.

leaving-page = Votre compte ferme
leaving-title = Votre compte ferme le { $day }
leaving-since = Votre dernier jour ici était le { $day }. Vos droits se sont arrêtés avec lui.
leaving-take = Emporter mon travail
leaving-take-what = Ce que vous avez fait ici, vos fichiers et les réponses reçues, dans un seul fichier à garder.
leaving-then = Et ensuite
leaving-then-what = Après cette date, votre compte et ce qui y est gardé de vous sont effacés.
leaving-back = Si vous revenez avant, tout est là comme avant. Si vous revenez après, l’école vous donnera un nouveau code.

# Ce qui est confié
duties = Ce dont vous vous chargez
duty-late = En retard
