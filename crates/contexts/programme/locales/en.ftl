# by-key: did-, fact-, left-out-, setting-, sector-, objective-, of-, way-, each-, try-, caveat-, weight-, respect-, reading-, commitment-, money-of-
# The programme
title = Programme
subtitle = Choose the pilot schools, follow every euro, know what it changes.
