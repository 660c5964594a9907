using System.Net;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>The sandbox's clock, and where it stands still.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_tick_that_fails_is_followed_by_the_next()
    {
        int sweeps = 0;
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.AroundStore = inner => new FaultyStore(inner)
        {
            Fails = (operation, type) =>
                operation == "query" && type == typeof(SandboxCheckout) && Interlocked.Increment(ref sweeps) <= 2,
        });
        own.App.Deliveries.Receiver = _ => HttpStatusCode.OK;
        Shopper shopper = await Shopper.NewAsync(own.App);
        CheckoutSession checkout = await shopper.OpenAsync();

        // No page is used, so that nobody but the clock hands the event over.
        await shopper.Gateway.ExpireCheckoutAsync(checkout.Id, default);

        await own.App.AdvanceUntilAsync(
            TimeSpan.FromSeconds(5),
            () => Task.FromResult(own.App.Deliveries.All),
            all => all.Any(delivery => delivery.Type == "checkout.session.expired"));
        sweeps.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Under_the_Functions_host_it_stands_still()
    {
        using TempFolder folder = new();
        ElasticTime time = new();
        IServiceCollection services = TestApp.Builder(folder.Path).Services;
        services.ShouldNotContain(service => service.ServiceType == typeof(DurableTaskClient), "only functions are given it");
        await using ServiceProvider provider = services.BuildServiceProvider();
        using SandboxClock clock = new(provider, time, NullLogger<SandboxClock>.Instance);

        await clock.StartedAsync(default);

        time.Timers.ShouldBe(0);
        await clock.StoppingAsync(default);
    }

    [Fact]
    public void No_function_of_the_sandbox_wakes_the_app_by_itself() =>
        typeof(SandboxClock).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(SandboxClock).Namespace)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(
                parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null))
            .ShouldBeEmpty();
}
