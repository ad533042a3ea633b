# Inspection
inspection-title = Cahiers de textes à lire
inspection-under = Pour une inspection : en lecture seule, ce que les classes lisent. Chaque visite est notée dans le journal de l’établissement.
inspection-now = Inspection : { $name } lit ce cahier jusqu’au { $day }. Ce qui est publié, rien des élèves.
readers-inspection = Inspection : { $name }, jusqu’au { $day }
did-cahier-inspect = a lu un cahier de textes en inspection
