using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infra.Tests;

/// <summary>The app put together with the settings that it has on Azure: what is for one machine only is not there.</summary>
public sealed class OnAzureTests
{
    // Each finds out for itself, when it is called, that what it would show is not there.
    private static readonly string[] _localOnly =
    [
        "Core-SandboxCheckout-Get", "Core-SandboxCheckout-Act", "Core-SandboxPortal-Get", "Core-SandboxPortal-Act",
        "Core-DevelopmentToken-Create", "Core-Object-Transfer",
    ];

    private static readonly MethodInfo[] _functions =
    [
        .. typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public async Task What_is_for_one_machine_answers_as_if_it_were_not_there(string size)
    {
        using TempFolder folder = new();
        await using ServiceProvider services = Compose(size, folder);
        foreach (string name in _localOnly)
        {
            MethodInfo function = _functions.Single(each => NameOf(each) == name);
            object endpoint = ActivatorUtilities.CreateInstance(services, function.DeclaringType!);
            IResult answer = await (Task<IResult>)function.Invoke(endpoint, [.. function.GetParameters().Select(Argument)])!;
            answer.ShouldBeOfType<Refusal>(name).Problem.ShouldBeOfType<UnknownRoute>(name);
        }
    }

    /// <summary>Whoever adds a page to the sandbox, or an endpoint that is there only at times, is asked about it here.</summary>
    [Fact]
    public void No_other_endpoint_is_for_one_machine_only() => _functions
        .Where(function => Trigger(function) is HttpTriggerAttribute
            && function.DeclaringType!.GetConstructors()[0].GetParameters().Any(each => each.ParameterType == typeof(IServiceProvider)))
        .Select(NameOf).Except(_localOnly).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public async Task Money_is_taken_by_Stripe_and_nothing_of_the_sandbox_runs(string size)
    {
        using TempFolder folder = new();
        await using ServiceProvider services = Compose(size, folder);

        services.GetRequiredService<IPaymentGateway>().ShouldBeOfType<StripeGateway>();
        services.GetService<SandboxOptions>().ShouldBeNull();
        services.GetService<LocalIdentityProvider>().ShouldBeNull();
        services.GetService<SignedMediaEndpoint>().ShouldBeNull();
    }

    /// <summary>What wakes the app for the sandbox, or again and again for nothing, would cost money on Azure.</summary>
    [Fact]
    public void Nothing_wakes_the_app_for_what_is_for_one_machine_nor_by_asking_again_and_again()
    {
        string[] kinds = [.. _functions.Select(Trigger).Select(trigger => trigger.GetType().Name).Distinct()];
        kinds.ShouldBe(
            [
                nameof(HttpTriggerAttribute), nameof(TimerTriggerAttribute), nameof(OrchestrationTriggerAttribute),
                nameof(ActivityTriggerAttribute), nameof(BlobTriggerAttribute), nameof(ServiceBusTriggerAttribute),
            ],
            ignoreOrder: true);
        // The others of those that are not called are asked about elsewhere: an upload is told of by Event Grid.
        foreach (MethodInfo method in _functions.Where(method => Trigger(method) is TimerTriggerAttribute))
        {
            NameOf(method).ShouldNotContain("Sandbox");
            var timer = (TimerTriggerAttribute)Trigger(method);
            timer.RunOnStartup.ShouldBeFalse(NameOf(method));
            string[] fields = timer.Schedule.Split(' ');
            fields.Length.ShouldBe(6, $"{NameOf(method)} names seconds");
            int.TryParse(fields[0], CultureInfo.InvariantCulture, out _)
                .ShouldBeTrue($"{NameOf(method)} comes more often than once a minute");
        }
    }

    private static ServiceProvider Compose(string size, TempFolder folder)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Environment.EnvironmentName = "Production";
        builder.Configuration.AddInMemoryCollection(Deployed.Of(Snapshot.Of(size).Settings));
        builder.Configuration["Understudy:DataFolder"] = folder.Path;
        builder.ConfigureFunctionsWebApplication();
        builder.AddUnderstudy();
        return builder.Services.BuildServiceProvider();
    }

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static Attribute Trigger(MethodInfo function) => function.GetParameters()
        .SelectMany(parameter => parameter.GetCustomAttributes())
        .Single(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { } type when type == typeof(HttpRequest) => new DefaultHttpContext().Request,
        { } type when type == typeof(string) => "anything",
        { } type when type == typeof(CancellationToken) => CancellationToken.None,
        _ => null,
    };
}
