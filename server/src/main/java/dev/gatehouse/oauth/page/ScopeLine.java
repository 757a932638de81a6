package dev.gatehouse.oauth.page;

/** A scope and what it allows, in the words of the service that declares it. */
public record ScopeLine(String name, String description) {
    /** Whether nobody said what it allows, so that the words are made of its name. */
    public boolean isUndescribed() {
        return description.equals(name) || description.endsWith("(" + name + ")");
    }
}
