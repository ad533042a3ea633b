notices = إشعاراتي
notices-under = ما يخص حسابك، الأحدث أولًا.
no-notice = لا إشعارات الآن.
to-my-account = فتح حسابي
to-my-contacts = عرض بياناتي للاتصال
settings-open = اختيار إشعاراتي
new-device = دخول جديد إلى حسابك
new-device-what = دخل شخص من جهاز لم نكن نعرفه. إذا كنت أنت، فكل شيء على ما يرام. وإلا فغيّر كلمة السر في «حسابي»: تُفصل الأجهزة الأخرى.
password-replaced = تم استبدال كلمة السر
password-replaced-what = اختيرت برمز من المدرسة أو برسالة. إذا لم تكن أنت، فأخبر المدرسة في الحين.
code-renewed = أُعطي رمز جديد لحسابك
code-renewed-what = هذا الرمز يسمح باختيار كلمة سر جديدة. إذا لم تطلب شيئًا، فتحدّث إلى المدرسة.
code-renewed-by = أعطاه { $name }.
contact-changed = تغيّرت بياناتك للاتصال
contact-changed-what = أُضيف عنوان أو رقم أو حُذف. إذا لم تكن أنت، فغيّر كلمة السر.
account-closing = سيُغلق حسابك { $day }
account-closing-what = لم تعد مسجَّلًا هنا. قبل هذا اليوم، فكّر في أخذ عملك.
not-delivered = رسالة لم تصل إليك
not-delivered-what = حاولنا يومًا كاملًا. تأكد من عنوانك ورقمك في «بياناتي للاتصال».
letter-subject = Préau: إشعار لك
letter =
    مرحبًا،

    { $title }.
    { $what }

    إشعاراتك:
    { $address }/avis
    اختيار ما تتلقاه:
    { $address }/avis/reglages
sms = Préau: { $title }. { $address }/avis
push-title = Préau
push = إشعار في انتظارك.
digest-subject = Préau: يومك
digest =
    مرحبًا،

    منذ آخر ملخص:
    { $lines }

    عرض الكل:
    { $address }/
    التوقف عن تلقي هذا الملخص:
    { $address }/avis/reglages
digest-works = { $count ->
    [one] - واجب جديد
    [two] - واجبان جديدان
    [few] - { NUMBER($count) } واجبات جديدة
   *[other] - { NUMBER($count) } واجبًا جديدًا
  }
digest-answers = { $count ->
    [one] - رد جديد
    [two] - ردّان جديدان
    [few] - { NUMBER($count) } ردود جديدة
   *[other] - { NUMBER($count) } ردًا جديدًا
  }
week-subject = Préau: أسبوع أولادك
week-letter =
    مرحبًا،

    هذا الأسبوع:
    { $lines }

    ولدًا ولدًا:
    { $address }/enfants/semaine
    تغيير اليوم أو التوقف:
    { $address }/avis/reglages
week-lessons = { $count ->
    [one] - درس مكتوب
    [two] - درسان مكتوبان
    [few] - { NUMBER($count) } دروس مكتوبة
   *[other] - { NUMBER($count) } درسًا مكتوبًا
  }
week-works = { $count ->
    [one] - واجب مطلوب في الأيام السبعة القادمة
    [two] - واجبان مطلوبان في الأيام السبعة القادمة
    [few] - { NUMBER($count) } واجبات مطلوبة في الأيام السبعة القادمة
   *[other] - { NUMBER($count) } واجبًا مطلوبًا في الأيام السبعة القادمة
  }
week-answers = { $count ->
    [one] - رد واحد
    [two] - ردّان
    [few] - { NUMBER($count) } ردود
   *[other] - { NUMBER($count) } ردًا
  }
device = إعلام هذا الجهاز
device-what = يقول التنبيه إن إشعارًا في انتظارك، لا أكثر. يمر عبر خدمة متصفحك، وهي لا تستطيع قراءته ولا تجد فيه أي اسم.
device-tell = إعلام هذا الجهاز
device-told = سيتم إعلام هذا الجهاز.
device-is-told = هذا الجهاز يتم إعلامه
device-leave = التوقف عن إعلام هذا الجهاز
device-left = لن يتم إعلام هذا الجهاز بعد الآن.
device-needs-script = هذا المتصفح لا يشغّل JavaScript، فلا يمكن إعلامه. يمكنك تلقي إشعاراتك بالبريد الإلكتروني أو برسالة قصيرة.
device-unable = هذا المتصفح لا يستطيع تلقي التنبيهات من موقع. يمكنك تلقي إشعاراتك بالبريد الإلكتروني أو برسالة قصيرة.
device-must-stay = ممكن على جهاز تملكه: سجّل الدخول من جديد واختر «البقاء متصلًا على هذا الجهاز».
device-refused = رفض المتصفح التنبيهات. اسمح بها لهذا الموقع في إعداداته ثم أعد المحاولة.
device-failed = لم يتمكن المتصفح من الاشتراك. أعد المحاولة بعد قليل.
settings = اختيار إشعاراتي
settings-under = ما تتلقاه، ومتى نتركك مرتاحًا.
what-to-tell = ما أتلقاه
always-here = تجد إشعاراتك دائمًا في «إشعاراتي». ويمكن أن تُرسل أيضًا إلى عنوان أو رقم مؤكَّد.
to-contacts = إضافة عنوان أو رقم
topic-safety = أمان حسابي
topic-safety-hint = جهاز جديد، كلمة سر مستبدلة، بيانات اتصال تغيّرت.
topic-account = إغلاق حسابي
topic-account-hint = قبل أن يُغلق، لتأخذ عملك.
topic-day = ملخص اليوم
topic-day-hint = رسالة واحدة بالبريد الإلكتروني، على الساعة 18:00 في أيام الدراسة، إذا كان هناك جديد.
topic-week = ملخص الأسبوع
topic-week-hint = رسالة واحدة في الأسبوع بالبريد الإلكتروني، على الساعة 18:00 في يوم دراسة. تعدّ الدروس والواجبات القادمة والردود الخاصة بأولادك، دون أي اسم.
week-on = اليوم
by-mail = بالبريد الإلكتروني
by-sms = برسالة قصيرة
by-push = على الأجهزة التي يتم إعلامها
trial = هذه تجربة: رسائل Préau تصل إلى هنا.
rest = ساعات الراحة
rest-on = اتركوني مرتاحًا
rest-hint = في المساء ونهاية الأسبوع والعطل والأعياد، تنتظر الرسائل. أمان حسابك ينتظر الصباح فقط، ورسالته بالبريد الإلكتروني تُرسل في الحين.
rest-from = في المساء، ابتداءً من
rest-to = في الصباح، إلى
rest-needs-hours = تنقص الساعة، مثلًا 20:00.
save = حفظ
saved = تم الحفظ.
mine-notices = { $count ->
    [zero] لا شيء
    [one] واحد
    [two] اثنان
   *[other] { NUMBER($count) }
  }
erased-notice = إشعارات
