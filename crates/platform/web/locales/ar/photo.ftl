### Les photos que les familles envoient.
photo-working = الصورة {"{"}n{"}"} من {"{"}total{"}"}…
photo-one = ملف واحد جاهز، {"{"}size{"}"}
photo-many = {"{"}n{"}"} ملفات جاهزة، {"{"}size{"}"}
photo-units = بايت كيلوبايت ميغابايت
