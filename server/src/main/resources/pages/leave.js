const onward = document.getElementById("onward");
if (onward) {
    const leave = () => location.replace(onward.href);
    addEventListener("load", leave);
    setTimeout(leave, 5000);
}
