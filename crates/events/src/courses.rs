//! What courses say.

crate::events! {
    /// A pupil handed in their work, for the first time or again.
    HandedInV1 = "courses.handed-in.v1" {
        /// The hand-in.
        handin,
        /// The assignment it answers.
        assignment,
        /// The pupil.
        pupil,
    }

    /// A teacher published their answers to an assignment.
    AnswersPublishedV1 = "courses.answers-published.v1" {
        /// The assignment.
        assignment,
    }
}
