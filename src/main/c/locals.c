/* Locals of one thread, primitives too. Needs what only an agent gets that is there when the JVM starts. */
#include "library.h"

/* Statuses beside JVMTI's errors, known to LocalReading. */
#define MOVED (-1)
#define LATE (-2)

typedef struct {
    jlong depth, method, location, slot, type;
} wanted_t;

_Static_assert(sizeof(wanted_t) == 5 * sizeof(jlong), "a wish is five longs");

typedef struct {
    jsize count;
    wanted_t *wanted;
    jint *statuses;
    jlong *values;
    jobject *objects;
} reading_t;

/* Whether the thread still stands where the stack that names the variables saw it. */
static jint check_frame(jvmtiEnv *jvmti, jthread thread, const wanted_t *wanted) {
    jmethodID method = NULL;
    jlocation location = -1;
    jvmtiError error = (*jvmti)->GetFrameLocation(jvmti, thread, (jint)wanted->depth, &method, &location);
    if (error == JVMTI_ERROR_NO_MORE_FRAMES) {
        return MOVED;
    }
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    return (jlong)method == wanted->method && location == wanted->location ? JVMTI_ERROR_NONE : MOVED;
}

static jint read_local(jvmtiEnv *jvmti, jthread thread, const wanted_t *wanted, jlong *value, jobject *object) {
    jint depth = (jint)wanted->depth;
    jint slot = (jint)wanted->slot;
    jvalue read = {.j = 0};
    jvmtiError error;
    switch ((char)wanted->type) {
        case 'L':
        case '[':
            return (*jvmti)->GetLocalObject(jvmti, thread, depth, slot, object);
        case 'J':
            return (*jvmti)->GetLocalLong(jvmti, thread, depth, slot, value);
        case 'D':
            error = (*jvmti)->GetLocalDouble(jvmti, thread, depth, slot, &read.d);
            *value = read.j;
            return error;
        case 'F':
            error = (*jvmti)->GetLocalFloat(jvmti, thread, depth, slot, &read.f);
            *value = read.i;
            return error;
        default:
            error = (*jvmti)->GetLocalInt(jvmti, thread, depth, slot, &read.i);
            *value = read.i;
            return error;
    }
}

/* The thread is suspended: nothing here may need the Java heap, since a suspended thread can keep the collector out. */
static void read_all(jvmtiEnv *jvmti, jthread thread, reading_t *reading, jlong deadline) {
    jint frame = JVMTI_ERROR_NONE;
    for (jsize i = 0; i < reading->count; i++) {
        const wanted_t *wanted = &reading->wanted[i];
        jlong now = deadline;
        (*jvmti)->GetTime(jvmti, &now);
        if (now - deadline >= 0) {
            reading->statuses[i] = LATE;
            continue;
        }
        if (i == 0 || wanted->depth != wanted[-1].depth || wanted->method != wanted[-1].method
                || wanted->location != wanted[-1].location) {
            frame = check_frame(jvmti, thread, wanted);
        }
        reading->statuses[i] = frame != JVMTI_ERROR_NONE
                                   ? frame
                                   : read_local(jvmti, thread, wanted, &reading->values[i], &reading->objects[i]);
    }
}

static jint allocate_all(JNIEnv *env, jvmtiEnv *jvmti, jlongArray wanted, reading_t *reading) {
    reading->count = (*env)->GetArrayLength(env, wanted) / 5;
    jlong count = reading->count;
    reading->wanted = allocate(jvmti, count * (jlong)sizeof(wanted_t));
    reading->statuses = allocate(jvmti, count * (jlong)sizeof(jint));
    reading->values = allocate(jvmti, count * (jlong)sizeof(jlong));
    reading->objects = allocate(jvmti, count * (jlong)sizeof(jobject));
    if (reading->wanted == NULL || reading->statuses == NULL || reading->values == NULL || reading->objects == NULL) {
        return JVMTI_ERROR_OUT_OF_MEMORY;
    }
    (*env)->GetLongArrayRegion(env, wanted, 0, 5 * reading->count, (jlong *)(void *)reading->wanted);
    for (jsize i = 0; i < reading->count; i++) {
        reading->statuses[i] = LATE;
        reading->values[i] = 0;
        reading->objects[i] = NULL;
    }
    return JVMTI_ERROR_NONE;
}

static void release_all(jvmtiEnv *jvmti, reading_t *reading) {
    release(jvmti, reading->wanted);
    release(jvmti, reading->statuses);
    release(jvmti, reading->values);
    release(jvmti, reading->objects);
}

/* Suspended on every JDK, not only where it has to be: so all values are of one moment. */
static jint read_suspended(jvmtiEnv *jvmti, jthread thread, reading_t *reading, jlong max_nanos) {
    jlong begin = 0;
    jvmtiError error = (*jvmti)->GetTime(jvmti, &begin);
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    error = (*jvmti)->SuspendThread(jvmti, thread);
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    read_all(jvmti, thread, reading, begin + max_nanos);
    return (*jvmti)->ResumeThread(jvmti, thread);
}

/* Objects are held by local references until the thread runs again. */
jint JNICALL locals(JNIEnv *env, jclass self, jthread thread, jlongArray wanted, jlong max_nanos, jintArray statuses,
                    jlongArray values, jobjectArray objects) {
    (void)self;
    jvmtiEnv *jvmti = agent_environment();
    if (jvmti == NULL) {
        return JVMTI_ERROR_MUST_POSSESS_CAPABILITY;
    }
    reading_t reading = {0, NULL, NULL, NULL, NULL};
    jint error = allocate_all(env, jvmti, wanted, &reading);
    if (error == JVMTI_ERROR_NONE && (*env)->PushLocalFrame(env, reading.count + 8) != JNI_OK) {
        error = JVMTI_ERROR_OUT_OF_MEMORY; /* it is pending as well */
    } else if (error == JVMTI_ERROR_NONE) {
        error = read_suspended(jvmti, thread, &reading, max_nanos);
        (*env)->SetIntArrayRegion(env, statuses, 0, reading.count, reading.statuses);
        (*env)->SetLongArrayRegion(env, values, 0, reading.count, reading.values);
        for (jsize i = 0; i < reading.count; i++) {
            (*env)->SetObjectArrayElement(env, objects, i, reading.objects[i]);
        }
        (*env)->PopLocalFrame(env, NULL);
    }
    release_all(jvmti, &reading);
    return error;
}
