problem-not-found-title = الصفحة غير موجودة
problem-not-found = هذه الصفحة غير موجودة، أو ليست مفتوحة لك. ارجع إلى الصفحة الرئيسية لتجد ما تبحث عنه.
problem-forbidden-title = صفحة محجوزة
problem-forbidden = صفتك هنا لا تفتح هذه الصفحة. إذا كنت ترى أن هذا خطأ، فأخبر المدرسة أو الإعدادية.
problem-signed-out-title = سجّل الدخول
problem-signed-out = يجب تسجيل الدخول لرؤية هذه الصفحة.
problem-stale-form-title = انتهت مدة الاستمارة
problem-stale-form = فُتحت هذه الاستمارة قبل وقت طويل أو في دخول آخر. لم يُرسل شيء: ارجع إلى الصفحة السابقة وأعد تحميلها ثم أعد المحاولة؛ ما كتبته محفوظ فيها.
problem-too-large-title = الملف كبير جدًا
problem-too-large = ما ترسله أكبر من الحجم المسموح. لم يُرسل شيء: أرسل ملفاتك على عدة مرات، أو التقط الصورة بحجم أصغر، أو قسّم التسجيل إلى جزأين.
problem-too-many-files-title = ملفات كثيرة دفعة واحدة
problem-too-many-files = عدد الملفات أكبر مما تقبله هذه الصفحة دفعة واحدة. لم يُرسل شيء: ارجع إلى الصفحة السابقة وأرسلها على عدة مرات.
problem-malformed-title = طلب غير مفهوم
problem-malformed = لم نتمكن من قراءة الطلب. لم يتغيّر شيء: ارجع إلى الصفحة السابقة وأعد المحاولة.
problem-too-many-title = محاولات كثيرة
problem-too-many = كانت هناك محاولات كثيرة. انتظر بضع دقائق ثم أعد المحاولة.
problem-disk-full-title = لم يُحفظ شيء
problem-disk-full = لم يبقَ مكان في الخادم. ما كتبته ما زال في هذه الصفحة: اتركها مفتوحة وأعد المحاولة لاحقًا.
problem-disk-refuses = الخادم لا يستطيع الحفظ. ما كتبته ما زال في هذه الصفحة: اتركها مفتوحة وأعد المحاولة لاحقًا.
problem-busy-title = الخادم مشغول جدًا
problem-busy = لم يتغيّر شيء. انتظر لحظة ثم أعد المحاولة.
problem-unknown-outcome-title = ضاع الجواب
problem-unknown-outcome = انقطع الاتصال وقت الحفظ. ارجع إلى الصفحة السابقة لترى هل تم الأمر قبل أن تعيد المحاولة.
problem-internal-title = حدث خطأ
problem-internal = الخطأ منا، ولم يتغيّر شيء. أعد المحاولة؛ وإذا تكرر الخطأ فأخبر المسؤول عن Préau.
problem-refused-title = هذا غير ممكن
waiting-title = قبل الدخول
waiting-next = أنت الأول في الطابور
waiting-ahead = { $ahead ->
    [one] شخص واحد قبلك
    [two] شخصان قبلك
    [few] { NUMBER($ahead) } أشخاص قبلك
   *[other] { NUMBER($ahead) } شخص قبلك
  }
waiting-soon = مدة الانتظار: أقل من دقيقة.
waiting-minutes = { $minutes ->
    [one] مدة الانتظار: دقيقة تقريبًا.
    [two] مدة الانتظار: دقيقتان تقريبًا.
    [few] مدة الانتظار: { NUMBER($minutes) } دقائق تقريبًا.
   *[other] مدة الانتظار: { NUMBER($minutes) } دقيقة تقريبًا.
  }
waiting-long = مدة الانتظار: أكثر من ساعة.
waiting-kept = اترك هذه الصفحة مفتوحة، فهي تتجدد وحدها. مكانك محفوظ ساعتين، حتى إن أغلقتها أو انقطع الاتصال.
waiting-password = عندما يأتي دورك، تكون لديك خمس دقائق لكتابة كلمة السر.
waiting-again = تحديث الآن
waiting-why-title = لماذا الانتظار؟
waiting-why = كثير من الناس يدخلون في الوقت نفسه. يدخل كل واحد في دوره، حسب وقت وصوله؛ ومن دخل من قبل يواصل عمله.
problem-crowded-title = كثير من الناس ينتظرون هنا
problem-crowded = كثير من الناس ينتظرون عبر اتصالك بالإنترنت. لم يضع شيء: أعد المحاولة بعد بضع دقائق.
field-required = هذه الخانة يجب ملؤها.
field-too-long = { $max ->
    [one] النص طويل جدًا: حرف واحد على الأكثر.
    [two] النص طويل جدًا: حرفان على الأكثر.
    [few] النص طويل جدًا: { NUMBER($max) } أحرف على الأكثر.
    [many] النص طويل جدًا: { NUMBER($max) } حرفًا على الأكثر.
   *[other] النص طويل جدًا: { NUMBER($max) } حرف على الأكثر.
  }
field-not-a-day = اختر تاريخًا، مثلًا 24/11/2026.
field-not-a-time = اختر ساعة، مثلًا 8:30.
field-not-a-number = اكتب عددًا كاملًا بين { NUMBER($min) } و{ NUMBER($max) }.
field-not-a-choice = اختر واحدًا من الأجوبة المقترحة.
errors-title = { $count ->
    [one] هناك شيء واحد يجب تصحيحه
    [two] هناك شيئان يجب تصحيحهما
    [few] هناك { NUMBER($count) } أشياء يجب تصحيحها
   *[other] هناك { NUMBER($count) } شيئًا يجب تصحيحها
  }
back-home = العودة إلى الصفحة الرئيسية
optional = (اختياري)
who-sees = من يمكنه رؤية هذا؟
dismiss = إغلاق هذه الرسالة
pages = الصفحات
previous = السابقة
next = التالية
