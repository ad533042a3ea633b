# by-key: did-, cut-, part-, column-, outline-error-, verdict-, action-, doubt-, unread-, why-
# Le programme
title = Programme
subtitle = Choisir les écoles pilotes, suivre chaque euro, savoir ce que cela change.
