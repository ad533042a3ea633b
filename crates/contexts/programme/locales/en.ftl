# by-key: did-, fact-, left-out-, setting-, sector-, objective-, of-, way-, each-, try-, caveat-, weight-, respect-, reading-, commitment-, money-of-, cut-, part-, column-, outline-error-, verdict-, action-, doubt-, unread-, roads-unread-, why-
# The programme
title = Programme
subtitle = Choose the pilot schools, follow every euro, know what it changes.
