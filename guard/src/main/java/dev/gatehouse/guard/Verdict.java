package dev.gatehouse.guard;

/** What a guard says about a request. Immutable. */
public sealed interface Verdict {
    /**
     * It may go on.
     *
     * @param caller whose it is; {@link Caller#NOBODY} where the endpoint is open and no valid token came with it
     * @param endpoint what it is for, as registered, such as {@code /v1/pets/{petId}@get}; empty where it would be refused, but the
     *     service refuses nothing yet ({@code decisionMode} {@code shadow})
     */
    record Passed(Caller caller, String endpoint) implements Verdict {}

    /**
     * It is to be answered as {@link Refusal} says.
     *
     * @param refusal the answer
     */
    record Refused(Refusal refusal) implements Verdict {}
}
