/* The object locals of all stacks, in one pause, without a start-up capability. */
#include "library.h"

/* GetObjectsWithTags compares each tag with each object, and no safepoint can begin meanwhile: a few at a time. */
#define BATCH 512

/* Locals that are recorded at most, for each object: many frames hold the same one. */
#define LOCALS_PER_OBJECT 4

typedef struct {
    jlong id;
    jint max_locals;
} wanted_t;

typedef struct {
    jlong thread, depth, method, location, slot_and_object;
} local_t;

_Static_assert(sizeof(local_t) == 5 * sizeof(jlong), "a local is five longs");

typedef struct {
    wanted_t *wanted; /* ascending by id */
    jint wanted_count;
    local_t *locals;
    jint local_count, local_limit;
    jlong object_count, object_limit;
    jlong left;
    jint threads_seen;
} walk_t;

static const wanted_t *find(const walk_t *walk, jlong id) {
    jint low = 0;
    jint high = walk->wanted_count - 1;
    while (low <= high) {
        jint middle = low + (high - low) / 2;
        if (walk->wanted[middle].id == id) {
            return &walk->wanted[middle];
        }
        if (walk->wanted[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return NULL;
}

/* The roots that the JVM visits after those of all threads. Among a thread's own are some of kind OTHER: the virtual
   thread that it carries. */
static jint is_of_no_thread(jvmtiHeapReferenceKind kind) {
    return kind == JVMTI_HEAP_REFERENCE_JNI_GLOBAL || kind == JVMTI_HEAP_REFERENCE_SYSTEM_CLASS;
}

/* Runs with all threads stopped: touches only its own memory. It never asks to go on from an object: only roots are
   visited. Threads come first among the roots, and a walk that is cut short after them spares the JVM to pass over the
   whole heap once more, which it does to clear its marks: so the size of the heap does not matter. */
static jint JNICALL on_reference(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                 jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length,
                                 void *data) {
    (void)class_tag, (void)referrer_class_tag, (void)size, (void)referrer_tag, (void)length;
    walk_t *walk = data;
    if (kind != JVMTI_HEAP_REFERENCE_STACK_LOCAL) {
        walk->threads_seen |= kind == JVMTI_HEAP_REFERENCE_THREAD;
        return walk->threads_seen && is_of_no_thread(kind) ? JVMTI_VISIT_ABORT : 0;
    }
    const jvmtiHeapReferenceInfoStackLocal *seen = &info->stack_local;
    const wanted_t *wanted = find(walk, (jlong)seen->method);
    /* Slots beyond the locals are the operand stack. */
    if (wanted == NULL || seen->slot < 0 || seen->slot >= wanted->max_locals) {
        return 0;
    }
    if (walk->local_count == walk->local_limit || (*tag == 0 && walk->object_count == walk->object_limit)) {
        walk->left++;
        return 0;
    }
    if (*tag == 0) {
        *tag = ++walk->object_count;
    }
    local_t *local = &walk->locals[walk->local_count++];
    local->thread = seen->thread_id;
    local->depth = seen->depth;
    local->method = (jlong)seen->method;
    local->location = seen->location;
    local->slot_and_object = ((jlong)seen->slot << 32) | (*tag - 1);
    return 0;
}

/* Keeps those whose class is still there, in their order. */
static jint prepare(JNIEnv *env, jvmtiEnv *jvmti, jlongArray methods, walk_t *walk) {
    jsize length = (*env)->GetArrayLength(env, methods);
    walk->wanted = allocate(jvmti, (jlong)length * (jlong)sizeof(wanted_t));
    walk->locals = allocate(jvmti, (jlong)walk->local_limit * (jlong)sizeof(local_t));
    if (walk->wanted == NULL || walk->locals == NULL) {
        return length == 0 ? JVMTI_ERROR_NONE : JVMTI_ERROR_OUT_OF_MEMORY;
    }
    for (jsize i = 0; i < length; i++) {
        wanted_t *next = &walk->wanted[walk->wanted_count];
        next->max_locals = 0;
        (*env)->GetLongArrayRegion(env, methods, i, 1, &next->id);
        if ((*jvmti)->GetMaxLocals(jvmti, (jmethodID)next->id, &next->max_locals) == JVMTI_ERROR_NONE) {
            walk->wanted_count++;
        }
    }
    return JVMTI_ERROR_NONE;
}

/* Those that were collected since stay null. */
static jint fetch_batch(JNIEnv *env, jvmtiEnv *jvmti, jlong first, jint count, jobjectArray into) {
    jlong tags[BATCH];
    for (jint i = 0; i < count; i++) {
        tags[i] = first + i;
    }
    jint found = 0;
    jobject *objects = NULL;
    jlong *found_tags = NULL;
    jvmtiError error = (*jvmti)->GetObjectsWithTags(jvmti, count, tags, &found, &objects, &found_tags);
    if (error != JVMTI_ERROR_NONE) {
        return error;
    }
    for (jint i = 0; i < found; i++) {
        (*env)->SetObjectArrayElement(env, into, (jsize)(found_tags[i] - 1), objects[i]);
    }
    release(jvmti, objects);
    release(jvmti, found_tags);
    return JVMTI_ERROR_NONE;
}

static jint fetch(JNIEnv *env, jvmtiEnv *jvmti, const walk_t *walk, jobjectArray into) {
    for (jlong first = 1; first <= walk->object_count; first += BATCH) {
        jlong rest = walk->object_count - first + 1;
        if ((*env)->PushLocalFrame(env, BATCH + 8) != JNI_OK) {
            return JVMTI_ERROR_OUT_OF_MEMORY; /* it is pending as well */
        }
        jint error = fetch_batch(env, jvmti, first, (jint)(rest < BATCH ? rest : BATCH), into);
        (*env)->PopLocalFrame(env, NULL);
        if (error != JVMTI_ERROR_NONE) {
            return error;
        }
    }
    return JVMTI_ERROR_NONE;
}

/* The array of objects and that of locals; NULL with the error told, or pending. */
static jobjectArray result(JNIEnv *env, jvmtiEnv *jvmti, const walk_t *walk, jint *error) {
    jclass object = (*env)->FindClass(env, "java/lang/Object");
    jobjectArray both = object == NULL ? NULL : (*env)->NewObjectArray(env, 2, object, NULL);
    jobjectArray objects = both == NULL ? NULL : (*env)->NewObjectArray(env, (jsize)walk->object_count, object, NULL);
    jlongArray locals = objects == NULL ? NULL : (*env)->NewLongArray(env, 5 * walk->local_count);
    if (locals == NULL) {
        return NULL;
    }
    *error = fetch(env, jvmti, walk, objects);
    if (*error != JVMTI_ERROR_NONE) {
        return NULL;
    }
    (*env)->SetLongArrayRegion(env, locals, 0, 5 * walk->local_count, (const jlong *)(const void *)walk->locals);
    (*env)->SetObjectArrayElement(env, both, 0, objects);
    (*env)->SetObjectArrayElement(env, both, 1, locals);
    return both;
}

static jint follow(JNIEnv *env, jvmtiEnv *jvmti, jlongArray methods, walk_t *walk, jlong *nanos) {
    capabilities_t wanted = {.words = {0}};
    wanted.named.can_tag_objects = 1;
    jint error = take_capabilities(jvmti, &wanted);
    if (error == JVMTI_ERROR_NONE) {
        error = prepare(env, jvmti, methods, walk);
    }
    if (error != JVMTI_ERROR_NONE || walk->wanted_count == 0) {
        return error; /* nothing wanted: no pause */
    }
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = on_reference};
    jlong before = 0;
    jlong after = 0;
    /* Wall time around the call: on top of the safepoint it stops all threads to undo escape analysis. */
    (*jvmti)->GetTime(jvmti, &before);
    error = (*jvmti)->FollowReferences(jvmti, 0, NULL, NULL, &callbacks, walk);
    (*jvmti)->GetTime(jvmti, &after);
    *nanos = after - before;
    return error;
}

/* An environment of its own, gone at the end: so no tag outlives the walk, whatever went wrong. */
jobjectArray JNICALL walk(JNIEnv *env, jclass self, jlongArray methods, jint max_objects, jlongArray figures) {
    (void)self;
    JavaVM *vm = NULL;
    jvmtiEnv *jvmti = (*env)->GetJavaVM(env, &vm) == JNI_OK ? new_environment(vm) : NULL;
    walk_t walk = {.local_limit = max_objects * LOCALS_PER_OBJECT, .object_limit = max_objects};
    jlong nanos = 0;
    jint error = JVMTI_ERROR_NOT_AVAILABLE;
    jobjectArray both = NULL;
    if (jvmti != NULL) {
        error = follow(env, jvmti, methods, &walk, &nanos);
        if (error == JVMTI_ERROR_NONE) {
            both = result(env, jvmti, &walk, &error);
        }
        release(jvmti, walk.wanted);
        release(jvmti, walk.locals);
        dispose(jvmti);
    }
    jlong told[3] = {walk.left, nanos, error};
    if (!(*env)->ExceptionCheck(env)) {
        (*env)->SetLongArrayRegion(env, figures, 0, 3, told);
    }
    return both;
}
