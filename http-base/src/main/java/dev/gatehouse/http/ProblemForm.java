package dev.gatehouse.http;

/**
 * How a process writes problem documents (RFC 9457), where the standard leaves it open.
 *
 * @param instance what stands before the request's id in {@code instance}
 * @param severity whether there is a member {@code severity}
 */
public record ProblemForm(String instance, boolean severity) {
    /** As Gatehouse itself writes them. */
    public static final ProblemForm SERVER = new ProblemForm("urn:request:", true);
}
