package io.github.threadreporter.collect.liveness;

/**
 * An entry of a method's exception table.
 *
 * @param start first index that it covers
 * @param end first index that it does not cover any more
 * @param target where it goes on
 * @param catchesAll whether it has no catch type
 */
public record Handler(int start, int end, int target, boolean catchesAll) {

    boolean covers(int index) {
        return start <= index && index < end;
    }
}
