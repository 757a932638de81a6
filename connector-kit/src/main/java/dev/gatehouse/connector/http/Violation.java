package dev.gatehouse.connector.http;


/**
 * What is wrong with an argument.
 *
 * @param field its name, with a slash before each name and index on the way to it where it is within another one
 * @param problem what is wrong with it and what to send instead, as a phrase that follows the name
 */
public record Violation(String field, String problem) {
    @Override
    public String toString() {
        return (field.isEmpty() ? "The body" : field) + " " + problem;
    }
}
