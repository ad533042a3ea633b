### ما تقرؤه الأسر عن المشاكل.
trouble-power = لا يشتغل
trouble-picture = لا صورة
trouble-network = لا شبكة
trouble-broken = مكسور
trouble-other = شيء آخر
stand-received = وصل
stand-taken = قيد المعالجة
stand-waiting = في انتظار قطعة
stand-fixed = حُلّت
stand-refused = مرفوضة
report-open = مشكلة في الأجهزة
report-what = ما المشكلة؟
report-words = بضع كلمات
report-words-hint = بلا اسم تلميذ.
report-photo = صورة
report-photo-hint = للجهاز، بلا أحد فيها. يُحذف مكان التقاطها. 4 على الأكثر.
report-sent = أُرسل. ستعرف ما يحدث.
report-again = سبق أن أبلغت عنها: هذا ما وصلت إليه.
reported-by = أبلغ عنها
a-family = أسرة من المدرسة
photo-number = صورة { NUMBER($at) }
photo-too-many = 4 صور على الأكثر.
photo-none = هذا الملف ليس صورة.
photo-too-large = هذه الصورة كبيرة جدًا: التقط صورة أصغر.
photo-damaged = هذه الصورة تالفة. التقطها من جديد.
photo-heic = صور HEIC لا تظهر في كل مكان. أرسلها بصيغة JPEG.
ticket = مشكلة
tickets-title = المشاكل
tickets-mine = المشاكل المُبلغ عنها
tickets-count = { $count ->
    [0] لا مشكلة
    [one] مشكلة واحدة
    [two] مشكلتان
    [few] { NUMBER($count) } مشاكل
   *[other] { NUMBER($count) } مشكلة
  }
tickets-none = لا شيء للإبلاغ عنه.
ticket-what = ماذا
ticket-where = أين
ticket-stand = إلى أين وصلت
ticket-since = أُبلغ عنها
ticket-steps = ما حدث
stand-open = جارية
stand-all = الكل
trouble-all = الكل
is-passed = أُحيلت إلى الإقليم.
reopen = لم تُحلّ
reopen-under = ستُستأنف المشكلة.
reopen-why = لماذا
reopened = استُؤنفت المشكلة.
reopen-late = لا يمكن استئناف هذه المشكلة. أبلغ عن مشكلة جديدة.
