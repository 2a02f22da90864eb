package io.github.threadreporter.collect.values;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes of which no method may be called: each counts and throws, once it is armed. */
final class Hostile {

    static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile boolean armed;

    private Hostile() {}

    /** From now on every call counts and throws. */
    static void arm() {
        CALLS.set(0);
        armed = true;
    }

    static void disarm() {
        armed = false;
    }

    static void called() {
        if (armed) {
            CALLS.incrementAndGet();
            throw new IllegalStateException("a method of the application was called");
        }
    }

    static class Thing implements Comparable<Thing>, CharSequence, Iterable<String> {
        final String name;

        Thing(String name) {
            this.name = name;
        }

        public String getName() {
            called();
            return name;
        }

        @Override
        public String toString() {
            called();
            return name;
        }

        @Override
        public boolean equals(Object other) {
            called();
            return this == other;
        }

        @Override
        public int hashCode() {
            called();
            return 1;
        }

        @Override
        public int compareTo(Thing other) {
            called();
            return name.compareTo(other.name);
        }

        @Override
        public int length() {
            called();
            return 1;
        }

        @Override
        public char charAt(int index) {
            called();
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            called();
            return this;
        }

        @Override
        public Iterator<String> iterator() {
            called();
            throw new IllegalStateException();
        }
    }

    static final class Amount extends Number {
        final int cents = 17;

        @Override
        public int intValue() {
            called();
            return cents;
        }

        @Override
        public long longValue() {
            called();
            return cents;
        }

        @Override
        public float floatValue() {
            called();
            return cents;
        }

        @Override
        public double doubleValue() {
            called();
            return cents;
        }

        @Override
        public String toString() {
            called();
            return "";
        }
    }

    /** A list that is its own: nothing of the JDK holds its items. */
    static final class Shelf extends AbstractList<String> {
        final String label = "shelf";

        @Override
        public String get(int index) {
            called();
            return "";
        }

        @Override
        public int size() {
            called();
            return 1;
        }
    }

    static final class Table extends AbstractMap<String, String> {
        final String label = "table";

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            called();
            return Set.of();
        }

        @Override
        public String toString() {
            called();
            return "";
        }
    }

    /** A list of the JDK under a class that changes how it behaves. */
    static final class Orders extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String get(int index) {
            called();
            return super.get(index);
        }

        @Override
        public int size() {
            called();
            return super.size();
        }

        @Override
        public Iterator<String> iterator() {
            called();
            return super.iterator();
        }

        @Override
        public String toString() {
            called();
            return "";
        }
    }

    static final class Cache extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Set<Map.Entry<String, Integer>> entrySet() {
            called();
            return super.entrySet();
        }
    }

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int code = 7;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String getMessage() {
            called();
            return "";
        }

        @Override
        public synchronized Throwable getCause() {
            called();
            return this;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            called();
            return new StackTraceElement[0];
        }
    }

    static final class Worker extends Thread {
        Worker(String name) {
            super(name);
        }

        @Override
        public String toString() {
            called();
            return "";
        }

        @Override
        public long getId() {
            called();
            return 1;
        }
    }

    enum State {
        OPEN {
            @Override
            public String toString() {
                called();
                return "";
            }
        },
        CLOSED
    }

    record Line(String article, int count) {
        @Override
        public String article() {
            called();
            return article;
        }

        @Override
        public int count() {
            called();
            return count;
        }
    }

    static final class ByName implements Comparator<Thing> {
        @Override
        public int compare(Thing one, Thing other) {
            called();
            return 0;
        }
    }
}
