today = اليوم
hello = مرحبًا { $first }
week = الأسبوع
week-of = أسبوع { $day }
week-letter = الأسبوع { $week }
vacation = عطلة
public-holiday = يوم عطلة رسمية
week-before = الأسبوع السابق
week-after = الأسبوع التالي
other-days = أيام أخرى
other-weeks = أسابيع أخرى
day-and-week = { $day }، الأسبوع { $week }
my-day = يومي
my-day-of = يومي: { $day }
now = الآن
written = مكتوب
open = فتح
read = قراءة
see = عرض
room = القاعة { $room }
no-lessons = لا دروس في هذا اليوم.
nothing-ahead = لا دروس مبرمجة في الأيام القادمة.
change-cancelled = حصة ملغاة
change-absent = غياب { $who }
change-absent-replaced = غياب { $who }، يعوّضه { $by }
change-taken-by = التعويض: { $by }
change-room = { $place } بدلًا من { $before }
change-moved = كانت مبرمجة { $day }
change-moved-at = كانت مبرمجة { $day } على الساعة { $time }
to-do = المطلوب
all-done = لا شيء مطلوب الآن.
minutes = { $count ->
    [one] حوالي دقيقة
    [two] حوالي دقيقتين
    [few] حوالي { NUMBER($count) } دقائق
   *[other] حوالي { NUMBER($count) } دقيقة
  }
hand-in = تسليم
of-work = {" "}: { $title }
done = تم
handed-in = سُلِّم
handed-in-late = سُلِّم متأخرًا
answered = سُلِّم، والرد من { $who }
answered-to = {""}: رد جديد على «{ $title }»
late = متأخر، كان الموعد { $day }
nothing-to-do = لا شيء مطلوب
things-late = { $count ->
    [one] شيء واحد متأخر
    [two] شيئان متأخران
    [few] { NUMBER($count) } أشياء متأخرة
   *[other] { NUMBER($count) } شيئًا متأخرًا
  }
things-to-do = { $count ->
    [one] شيء واحد مطلوب، الموعد { $day }
    [two] شيئان مطلوبان، الموعد { $day }
    [few] { NUMBER($count) } أشياء مطلوبة، الموعد { $day }
   *[other] { NUMBER($count) } شيئًا مطلوبًا، الموعد { $day }
  }
since = منذ { $day }
children-week = أسبوع أولادي
children-week-under = الأيام السبعة الماضية، والسبعة القادمة.
week-written = الدروس المكتوبة
week-no-lesson = لا درس مكتوب في سبعة أيام.
week-ahead = المطلوب في الأيام السبعة القادمة
week-no-work = لا شيء مطلوب الآن.
see-first = للاطلاع أولًا
need-of = { $first }: { $title }
to-sign = اتفاقية للقراءة والموافقة
child-day = عرض اليوم
of-child = {" "}: { $first }
child-nothing-to-do = لا شيء مطلوب الآن.
child-more = { $count ->
    [one] وشيء آخر مطلوب
    [two] وشيئان آخران مطلوبان
    [few] و{ NUMBER($count) } أشياء أخرى مطلوبة
   *[other] و{ NUMBER($count) } شيئًا آخر مطلوبًا
  }
no-class-today = لا دروس اليوم.
moments-today = اليوم: { $titles }.
now-until = الآن: { $lesson }، إلى الساعة { $until }.
next-at = الدرس القادم: { $lesson }، على الساعة { $at }.
day-over = انتهت دروس اليوم.
next-day-at = العودة { $day } على الساعة { $at }.
next-day = العودة { $day }.
work = الواجبات
no-work = لا واجبات في هذا اليوم.
answers = الردود
no-lessons-today = لا دروس اليوم.
doors = صفحاتي
help = مساعدة
leaving-page = حسابك يُغلق
leaving-title = يُغلق حسابك يوم { $day }
leaving-since = كان آخر يوم لك هنا { $day }. وانتهت معه حقوقك.
leaving-take = أخذ عملي معي
leaving-take-what = ما فعلته هنا وملفاتك والردود، في ملف واحد تحتفظ به.
leaving-then = وبعد ذلك
leaving-then-what = بعد هذا التاريخ، يُحذف حسابك وما هو محفوظ عنك فيه.
leaving-back = إذا رجعت قبل ذلك، تجد كل شيء كما كان. وإذا رجعت بعده، تعطيك المدرسة رمزًا جديدًا.
