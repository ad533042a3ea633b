//! What the survey of the year says.

crate::events! {
    /// A survey waits for the answer of a school: told to whom heads it, once a day at most.
    SurveyWaitingV1 = "equipment.survey-waiting.v1" {
        /// Who may answer.
        person,
        /// Their school.
        org,
        /// The survey.
        survey,
        /// The day, as days since 1970-01-01.
        day,
    }
}
