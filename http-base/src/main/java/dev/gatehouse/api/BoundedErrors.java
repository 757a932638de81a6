package dev.gatehouse.api;

import com.networknt.schema.Error;
import com.networknt.schema.FailFastAssertionException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects schema errors until there are enough: a body of a few megabytes can hold millions, which would fill the memory.
 * Used by one thread.
 */
final class BoundedErrors extends AbstractList<Error> {
    private final int maximum;
    private final List<Error> errors = new ArrayList<>();

    BoundedErrors(int maximum) {
        this.maximum = maximum;
    }

    /** @throws FailFastAssertionException when there are enough, which ends the validation in an orderly way */
    @Override
    public boolean add(Error error) {
        errors.add(error);
        if (isFull()) {
            throw new FailFastAssertionException(error);
        }
        return true;
    }

    @Override
    public Error get(int index) {
        return errors.get(index);
    }

    @Override
    public int size() {
        return errors.size();
    }

    /** Whether the validation was ended before all was seen. */
    boolean isFull() {
        return errors.size() >= maximum;
    }
}
