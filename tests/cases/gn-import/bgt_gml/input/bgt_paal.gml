<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0">
<cityObjectMember><imgeo:Paal gml:id="bl1">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.l1</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>niet-bgt</function><imgeo:plus-type>lichtmast</imgeo:plus-type><imgeo:geometrie2dPaal><gml:Point srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>105003 501995</gml:pos></gml:Point></imgeo:geometrie2dPaal></imgeo:Paal></cityObjectMember>
<cityObjectMember><imgeo:Paal gml:id="bl2">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.l2</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>niet-bgt</function><imgeo:plus-type>haltepaal</imgeo:plus-type><imgeo:geometrie2dPaal><gml:Point srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>105004 501995</gml:pos></gml:Point></imgeo:geometrie2dPaal></imgeo:Paal></cityObjectMember>
</CityModel>
