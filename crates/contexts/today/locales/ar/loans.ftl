### ما أُعير.
to-return = إعارة تجب إعادتها
return-by = { $day } على الساعة { $time }
at-hand = أيضًا
