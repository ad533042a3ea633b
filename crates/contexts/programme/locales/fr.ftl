# by-key: did-, fact-, left-out-, setting-, sector-, objective-, of-, way-, each-, try-, caveat-, weight-, respect-, reading-, commitment-, money-of-, cut-, part-, column-, outline-error-, verdict-, action-, doubt-, unread-, roads-unread-, why-
# Le programme
title = Programme
subtitle = Choisir les écoles pilotes, suivre chaque euro, savoir ce que cela change.
