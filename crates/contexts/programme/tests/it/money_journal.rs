//! Every change of the money is in the journal, with who made it.

use testkit::both;

use crate::money_world::Money;

both! {
    fn every_change_is_journalled_once(backend) {
        let money = Money::new(backend);
        let manager = money.world.people.manager;
        let mut known = 0;
        let mut expect = |action: &str| {
            let mut lines = money.world.test.look(|tx| db::journal::latest(tx, kernel::Target::TERRITORY, 100));
            lines.retain(|line| line.action.starts_with("programme.money."));
            assert_eq!(lines.len(), known + 1, "{action}");
            let line = &lines[0];
            assert_eq!((line.action.as_str(), line.person), (action, Some(manager)));
            known += 1;
        };
        let order = money.order("C-1", "2023-01-02", "100 000");
        expect("programme.money.entry");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "100 000");
        expect("programme.money.entry");
        money.pay(invoice, "M-1", "2023-03-02", "50 000");
        expect("programme.money.entry");
        let calls = format!("{}/appels", money.path());
        let call = money.world.send(manager, &calls, &[("montant", "35 000")]);
        expect("programme.money.call");
        let into = format!("{}/versements", call.path);
        let visitor = money.world.visit(manager);
        visitor.form(&visitor.get(&call.path), &into).fill("montant", "1 000").fill("reference", "V-1").send();
        expect("programme.money.receipt");
        for (path, fields, action) in [
            ("/programme/argent/bareme/nouveau".to_owned(), vec![("volet", "equipment-ecole"), ("jour", "2025-01-01"), ("commune-sous", "30"), ("state-sous", "70")], "rate"),
            ("/programme/argent/regles".to_owned(), vec![("regle", "advance"), ("valeur", "20"), ("jour", "2022-01-01")], "rule"),
            (format!("{}/avenants", money.path()), vec![("montant", "-100 000"), ("raison", "Retrait"), ("jour", "2024-01-01")], "amend"),
            ("/programme/argent/partenaires/nouveau".to_owned(), vec![("nom", "Communauté du Clain"), ("nature", "epci"), ("siret", "")], "partner"),
            (format!("/programme/argent/partenaires/{}", money.commune), vec![("nom", "Charroux-le-Haut")], "partner"),
            (format!("{}/modifier", money.line_path()), vec![("montant", "390 000")], "line-change"),
        ] {
            let page = money.world.send(manager, &path, &fields);
            assert_eq!(page.status, 200, "{path}: {}", page.text());
            expect(&format!("programme.money.{action}"));
        }
    }
}
