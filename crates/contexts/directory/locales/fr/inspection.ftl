# Inspection des cahiers de textes
role-inspector = Inspection
duty-new-inspection = Ouvrir les cahiers de textes à une inspection
duty-line-inspection = { $who }, inspection : lit tous les cahiers de textes
duty-line-inspection-of = { $who }, inspection : lit les cahiers de textes de { $about }
inspection-what = Quels cahiers de textes
inspection-all = Tous ceux de l’établissement
inspection-hint = Lecture seule, de ce qui est publié : ni copies, ni réponses, ni noms d’élèves. Les enseignants le voient sur leur cahier, et chaque visite est notée dans le journal.
inspection-who = Qui inspecte
inspection-too-long = Une inspection dure 92 jours au plus. Choisissez un jour plus proche.
inspection-given = C’est fait : la lecture commence le premier jour et s’arrête après le dernier. Son code pour entrer est avec ceux des personnels.
done-duty-inspect = Cahiers ouverts à une inspection
did-duty-inspect = a ouvert les cahiers de textes à une inspection
