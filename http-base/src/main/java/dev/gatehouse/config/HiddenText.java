package dev.gatehouse.config;

/** A secret that an operator gave; its text form shows nothing. Immutable. */
public record HiddenText(String value) {
    @Override
    public String toString() {
        return "hidden";
    }
}
