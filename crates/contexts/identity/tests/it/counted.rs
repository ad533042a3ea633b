//! What is counted of accounts.

use testkit::both;
use web::Month;

use crate::world::*;

both! {
    fn each_person_with_an_account_counts_once_in_their_school(backend) {
        let (test, world) = start(backend);
        let indicator = identity::module().indicators[0];
        let month = Month::at(test.now());
        let counts = |month| test.look(move |tx| (indicator.count)(tx, month));
        assert_eq!(counts(month), []);
        drop(activated(&test, world.lina));
        assert_eq!(counts(month), [(world.org, 1)]);
        assert_eq!(counts(month.plus(-1)), [], "the account was not open yet");
    }
}
