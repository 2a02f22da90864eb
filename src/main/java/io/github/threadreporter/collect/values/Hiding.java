package io.github.threadreporter.collect.values;

/** What the application wants to be hidden. */
public interface Hiding {

    /** Hides nothing. */
    Hiding NOTHING = new Hiding() {
        @Override
        public boolean hides(Class<?> type) {
            return false;
        }

        @Override
        public boolean hides(Class<?> declaringClass, String field) {
            return false;
        }
    };

    /** Whether no instance of that very class is to be seen. */
    boolean hides(Class<?> type);

    /** Whether the value of that field is not to be seen, nor the object in it wherever else it is. */
    boolean hides(Class<?> declaringClass, String field);
}
