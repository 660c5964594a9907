using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Blobs;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Discovery;

/// <summary>Decides where each parameter of a function gets its value.</summary>
internal static class ParameterBinder
{
    /// <summary>The parameter with its source, or null if the trigger has nothing for it.</summary>
    public static BoundParameter? Bind(ParameterInfo parameter, bool isTrigger, TriggerKind kind)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(FunctionContext)) return new BoundParameter(parameter, static context => context);
        if (type == typeof(CancellationToken))
            return new BoundParameter(parameter, Property(nameof(LocalFunctionContext.CancellationToken)));
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return type == typeof(DurableTaskClient)
                ? new BoundParameter(parameter, DurableClient)
                : null;
        if (kind == TriggerKind.Http && parameter.IsDefined(typeof(FromBodyAttribute)))
            return new BoundParameter(parameter, Property(nameof(LocalFunctionContext.Body), type), IsBody: true);

        Func<Expression, Expression>? value = (kind, isTrigger) switch
        {
            (TriggerKind.Http, _) when type == typeof(HttpRequest) => Request,
            (TriggerKind.Http, true) => null,
            (TriggerKind.Timer, true) => type == typeof(TimerInfo) ? Trigger(type) : null,
            (TriggerKind.Orchestration, true) => type == typeof(TaskOrchestrationContext) ? Trigger(type) : null,
            (TriggerKind.Orchestration, false) => OrchestrationInput(type),
            (TriggerKind.Activity, true) => Call(typeof(ActivityCall), nameof(ActivityCall.Input), type),
            (TriggerKind.Blob, true) => BlobVersion.CanBeReadAs(type) ? Call(typeof(BlobVersion), nameof(BlobVersion.As), type) : null,
            (TriggerKind.Queue, true) => Call(typeof(QueueMessage), nameof(QueueMessage.As), type),
            _ => SimpleValues.Source(parameter),
        };
        return value is null ? null : new BoundParameter(parameter, value);
    }

    private static MemberExpression Request(Expression context) => Expression.Property(
        Expression.Property(context, nameof(LocalFunctionContext.HttpContext)), nameof(HttpContext.Request));

    private static MemberExpression DurableClient(Expression context) => Expression.Property(
        Expression.Property(context, nameof(LocalFunctionContext.Host)), nameof(FunctionHost.DurableClient));

    private static Func<Expression, Expression> Property(string name) => context => Expression.Property(context, name);

    private static Func<Expression, Expression> Property(string name, Type type) =>
        context => Expression.Convert(Expression.Property(context, name), type);

    private static Func<Expression, Expression> Trigger(Type type) =>
        Property(nameof(LocalFunctionContext.Trigger), type);

    private static Func<Expression, Expression> OrchestrationInput(Type type) => context => Expression.Call(
        Trigger(typeof(TaskOrchestrationContext))(context), nameof(TaskOrchestrationContext.GetInput), [type]);

    private static Func<Expression, Expression> Call(Type holder, string method, Type type) =>
        context => Expression.Call(holder, method, [type], context);
}
