using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>A failure in a form that can be stored.</summary>
/// <param name="ErrorType">The exception type's full name.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">The failure that caused it, if any.</param>
/// <param name="Properties">Further properties of the exception, if any.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object>? Properties)
{
    private static readonly ConcurrentDictionary<string, Type?> Types = new(StringComparer.Ordinal);

    /// <summary>Describes an exception and what caused it.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception? cause = exception.InnerException;
        TaskFailureDetails? inner = exception is TaskFailedException failed
            ? failed.FailureDetails
            : cause is null ? null : FromException(cause);
        string type = exception.GetType().FullName ?? exception.GetType().Name;
        return new(type, exception.Message, exception.StackTrace, inner, null);
    }

    /// <summary>Whether the failure was an exception of this type, or of one derived from it.</summary>
    /// <typeparam name="T">The exception type asked for.</typeparam>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure was an exception of this type, or of one derived from it.</summary>
    /// <exception cref="ArgumentException">The type is not an exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        return Types.GetOrAdd(ErrorType, Find) is { } type && targetBaseExceptionType.IsAssignableFrom(type);
    }

    /// <summary>The type and the message.</summary>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static Type? Find(string fullName) => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => TypeIn(assembly, fullName))
        .FirstOrDefault(type => type is not null);

    private static Type? TypeIn(Assembly assembly, string fullName) => assembly.GetType(fullName, throwOnError: false);
}
